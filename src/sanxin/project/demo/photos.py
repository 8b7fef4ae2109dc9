"""Pictures for the demo's evidence: small landscapes, nobody's face."""

import io
import random
from datetime import datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from sanxin.ledger.actions import evidence
from sanxin.ledger.models import Item

SHOWN = ("全貌", "近处", "完工", "现场", "办好以后")


class Photos:
    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.drawn = [drawn(rng) for _ in range(8)]

    def file(self, item: Item, at: datetime) -> None:
        """A picture of the place, under a name as a telephone gives it."""
        what = self.rng.choice(SHOWN)
        upload = SimpleUploadedFile(f"{item.place}-{what}-{at:%m%d}.jpg", self.rng.choice(self.drawn), "image/jpeg")
        evidence.file_evidence(item, by=item.owner, upload=upload, at=at, caption=f"{item.title[:16]}（{what}）")


def drawn(rng: random.Random) -> bytes:
    """Hills, a road, a lamp: enough to look at."""
    image = Image.new("RGB", (640, 420), (214, 224, 230))
    draw = ImageDraw.Draw(image)
    for shade, base in ((176, 250), (146, 290), (116, 330)):
        points = [(x, base - rng.randint(0, 60)) for x in range(0, 641, 80)]
        draw.polygon([(0, 420), *points, (640, 420)], fill=(shade, shade + 14, shade))
    draw.polygon([(280, 420), (310, 330), (330, 330), (400, 420)], fill=(190, 186, 176))
    x = rng.randint(80, 560)
    draw.line([(x, 180), (x, 350)], fill=(60, 70, 78), width=6)
    draw.ellipse([x - 14, 166, x + 14, 194], fill=(240, 220, 150))
    stored = io.BytesIO()
    image.save(stored, "JPEG", quality=80)
    return stored.getvalue()
