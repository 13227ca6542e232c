/* A launcher entry and a command that open the walk's first page and show it. Written by hand as the module JupyterLab
 * asks for (module federation), so that nothing has to be built; what is shared comes from JupyterLab itself. */
(() => {
  const COMMAND = "persona-workbench:start";
  const PAGE = "notebooks/0_start.ipynb";
  const CODE = "from workbench.widgets.start import start_page\n\nstart_page()";
  const TEXTS = {
    en: { label: "Persona workbench", caption: "Begin a study or go on with one", category: "Research" },
    fr: { label: "Atelier de personas", caption: "Commencer une étude ou la reprendre", category: "Recherche" },
  };
  const ICON =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><g fill="none" stroke="currentColor" ' +
    'class="jp-icon3" stroke-width="1.6"><circle cx="9" cy="8" r="3.6"/><path d="M2.5 20c.6-4 3-6 6.5-6s5.9 2 6.5 6"/>' +
    '<path d="M15 4.8a3.6 3.6 0 0 1 0 6.4M17.5 14.6c2.2.8 3.6 2.6 4 5.4"/></g></svg>';
  let scope;

  async function shared(name) {
    const versions = scope[name];
    if (!versions) return {};
    const newest = versions[Object.keys(versions).pop()];
    return (await newest.get())();
  }

  /* Shows the first page when JupyterLab opens on it. No other code is ever run unasked. */
  async function showFirstPage(app) {
    await app.restored;
    let page;
    for (let tries = 0; tries < 100 && !page; tries++) {
      page = [...app.shell.widgets("main")].find((one) => one.isVisible && one.context?.path === PAGE);
      if (!page) await new Promise((wake) => setTimeout(wake, 200));
    }
    if (!page) return;
    await page.context.ready;
    const code = [...page.content.model.cells].filter((cell) => cell.type === "code");
    if (code.length !== 1 || code[0].sharedModel.getSource() !== CODE) return;
    await page.sessionContext.ready;
    await app.commands.execute("notebook:run-all-cells");
  }

  async function extension() {
    const { ILauncher } = await shared("@jupyterlab/launcher");
    const { ICommandPalette } = await shared("@jupyterlab/apputils");
    const { LabIcon } = await shared("@jupyterlab/ui-components");
    const plugin = {
      id: "persona-workbench:launcher",
      autoStart: true,
      optional: [ILauncher, ICommandPalette].filter(Boolean),
      activate: (app, launcher, palette) => {
        const said = document.documentElement.lang.startsWith("fr") ? TEXTS.fr : TEXTS.en;
        app.commands.addCommand(COMMAND, {
          label: said.label,
          caption: said.caption,
          icon: new LabIcon({ name: "persona-workbench:people", svgstr: ICON }),
          execute: async () => {
            const page = await app.commands.execute("docmanager:open", { path: PAGE });
            await page.context.ready;
            await page.sessionContext?.ready;
            await app.commands.execute("notebook:run-all-cells");
          },
        });
        showFirstPage(app);
        launcher?.add({ command: COMMAND, category: said.category, rank: 0 });
        palette?.addItem({ command: COMMAND, category: said.category });
      },
    };
    return () => ({ __esModule: true, default: plugin });
  }

  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB["persona-workbench"] = {
    init: (given) => {
      scope = given;
    },
    get: () => extension(),
  };
})();
