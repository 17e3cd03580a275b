from web.workspace import loaded, workspace

__all__ = ["loaded", "workspace"]
