from sanxin.sync.models.receipt import Receipt

__all__ = ["Receipt"]
