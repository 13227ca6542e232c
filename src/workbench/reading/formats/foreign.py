"""Foreign: kinds of files that are not read, each with what a researcher can do about it."""

from __future__ import annotations

REMEDIES = {
    (".rtf", ".doc", ".wps"): "open it in a word processor and save it as Word (.docx)",
    (".pages",): "in Pages: File, Export To, Word (.docx)",
    (".numbers",): "in Numbers: File, Export To, Excel (.xlsx) or CSV",
    (".xls", ".ods", ".xlsm"): "open it in a spreadsheet program and save it as .xlsx or CSV",
    (".html", ".htm"): "open it in a browser, copy the text and save it as .txt",
    (".mp3", ".wav", ".m4a", ".ogg", ".opus", ".aac", ".flac", ".wma"): (
        "it is sound: have it transcribed, and add the transcript (.vtt, .srt, .docx, .txt)"
    ),
    (".mp4", ".mov", ".avi", ".mkv", ".webm", ".wmv"): (
        "it is a film: have it transcribed, and add the transcript (.vtt, .srt, .docx, .txt)"
    ),
    (".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".heic", ".webp", ".bmp"): (
        "it is a picture: type its words, or have a program recognise them, and save them as .txt"
    ),
    (".zip", ".7z", ".rar", ".gz", ".tar"): "unpack it and add the files that are in it",
    (".qdpx", ".nvp", ".nvpx", ".mx20", ".mx22", ".mx24", ".atlproj", ".atlproj23", ".qda"): (
        "it is a project of a coding program: export its documents as Word or text, and add those"
    ),
    (".ass", ".ssa", ".sub", ".ttml", ".dfxp"): "in a subtitle program: export it as SubRip (.srt)",
    (".eaf", ".textgrid", ".trs"): "export it as captions (.srt) or text with tabs",
}
OTHERWISE = "leave it out, or save it in one of these formats"


def remedy_for(suffix: str) -> str:
    """Return what to do with a file of this ending, which is not read."""
    return next((remedy for endings, remedy in REMEDIES.items() if suffix.lower() in endings), OTHERWISE)
