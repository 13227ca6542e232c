"""Cells of every kind that shows something: what a kernel makes of them is what the shell must make of them."""

from __future__ import annotations

import nbformat

SHOWING = {
    "a value": "2 + 2",
    "nothing": "x = 1",
    "silenced": "x;",
    "printed": "print('one'); print('two', end='')",
    "both streams": "import sys\nprint('out')\nprint('err', file=sys.stderr)\nprint('out again')",
    "flushed": "print('a', flush=True)\nprint('b')",
    "printed before a value": "print('first')\n'second'",
    "a table": "import pandas as pd\npd.DataFrame({'a': [1.5, None], 'é': ['x', '<b>']})",
    "html": "from IPython.display import HTML, Markdown, JSON, display\nHTML('<p>é</p>')",
    "several": "display(1, 'two', Markdown('*3*'))\ndisplay({'text/plain': 'raw', 'text/html': '<i>'}, raw=True)",
    "json": "JSON({'a': [1, 2.5, None, True]})",
    "metadata": "display(HTML('x'), metadata={'text/html': {'isolated': True}})",
    "an image": "from IPython.display import Image, SVG\nimport base64\n"
    "Image(base64.b64decode('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='))",
    "a picture": "SVG('<svg xmlns=\"http://www.w3.org/2000/svg\"/>')",
    "a handle": "handle = display('before', display_id='mine')",
    "updated": "handle.update('after')\ndisplay('again', display_id='mine')",
    "updated twice": "handle.update('last')",
    "cleared": "from IPython.display import clear_output\nprint('gone')\nclear_output()\nprint('kept')",
    "cleared late": "print('gone')\nclear_output(wait=True)\nprint('kept')",
    "an error on purpose": "1 / 0  # raises-exception",
    "own representation": """
class Shown:
    def _repr_html_(self):
        return '<b>shown</b>'
    def __repr__(self):
        return 'Shown'
Shown()""",
    "awaited": "import asyncio\nawait asyncio.sleep(0.01)\n'awaited'",
    "a task": "task = asyncio.get_running_loop().create_task(asyncio.sleep(0, 'of the loop'))\nNone",
    "a task awaited": "await task",
    "magic": "%precision 3\n3.14159",
    "cell magic": "%%capture caught\nprint('not shown')",
    "captured": "caught.stdout",
    "html magic": "%%html\n<em>magic</em>",
    "a command": "!echo from a shell",
    "assigned command": "lines = !printf 'a\\nb'\nlines",
    "a warning": "import warnings\nwarnings.warn('careful')",
    "logged": "import logging\nlogging.getLogger('mine').warning('logged')",
    "a plot": "%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.figure(figsize=(1, 1))\nplt.plot([1, 2]);",
    "a figure": "from matplotlib.figure import Figure\nplot = Figure((1, 1))\nplot.subplots().plot([2, 1])\nplot",
    "two plots": "plt.figure(figsize=(1, 1)); plt.plot([1, 2])\nplt.figure(figsize=(1, 1)); plt.plot([2, 1]);",
    "the history": "_, In[1], sorted(Out)[0]",
    "main": "__name__, get_ipython().__class__.__name__",
    "input": "input('who?')  # raises-exception",
    "a bad representation": """
class Bad:
    def _repr_html_(self):
        raise ValueError('no html')
    def __repr__(self):
        return 'Bad'
Bad()  # raises-exception""",
    "syntax": "1 +  # raises-exception",
    "deep error": "def outer():\n    inner()\ndef inner():\n    raise KeyError('deep')\nouter()  # raises-exception",
    "unicode": "print('é \\u202f ✳')\n'\\ud83d\\ude00'",
    "long": "list(range(2000))",
    "progress": "from tqdm.auto import trange\n'IPKernelApp' in get_ipython().config",
    "an empty cell": "",
}


def notebook_of(*sources: str) -> nbformat.NotebookNode:
    """Return a notebook of these cells; a source that says so is tagged `raises-exception`."""
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    cells = []
    for source in sources:
        cell = nbformat.v4.new_code_cell(source)
        cell.metadata.tags = ["raises-exception"] if "# raises-exception" in source else []
        cells.append(cell)
    return nbformat.v4.new_notebook(cells=cells, metadata=kernel)
