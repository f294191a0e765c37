"""What a file still lacks before a story with it may be approved; pure."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from publicity.errors import Invalid
from publicity.media.models import ConsentState, TickItem
from publicity.media.pictures import Cover, Crop
from publicity.media.probe import MediaKind

MB: Final = 1024 * 1024
SIZE_LIMITS: Final = MappingProxyType(
    {MediaKind.IMAGE: 40 * MB, MediaKind.VIDEO: 1024 * MB, MediaKind.AUDIO: 200 * MB, MediaKind.DOCUMENT: 30 * MB}
)
LARGEST: Final = max(SIZE_LIMITS.values())
KIND_NAMES: Final = MappingProxyType(
    {MediaKind.IMAGE: "图片", MediaKind.VIDEO: "视频", MediaKind.AUDIO: "音频", MediaKind.DOCUMENT: "文档"}
)
LOOKED_AT: Final = frozenset({MediaKind.IMAGE, MediaKind.VIDEO})
ANSWERS: Final = MappingProxyType({"none": "没有", "masked": "有，已遮挡", "consented": "有，已取得同意"})
TICK_WORDS: Final = MappingProxyType(
    {
        TickItem.FACES: "他人面部（当事人、群众、旁观者）",
        TickItem.MINORS: "未成年人",
        TickItem.PLATES: "车牌号码",
        TickItem.DOOR_NUMBERS: "门牌、住址",
        TickItem.DOCUMENTS: "文书、证件、屏幕内容特写",
    }
)
# 未成年人保护法 art. 103: what identifies a minor is not shown, agreement or not.
NEVER_BY_CONSENT: Final = frozenset({TickItem.MINORS})


def size_text(size: int) -> str:
    """`size` bytes as an office computer shows it: 350 KB, 3.2 MB, 1.1 GB."""
    if size < MB:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / MB:.1f} MB" if size < 1024 * MB else f"{size / 1024 / MB:.1f} GB"


def refuse_size(kind: MediaKind, size: int) -> None:
    """Raises Invalid for a file above the limit of its kind; `size` in bytes."""
    limit = SIZE_LIMITS[kind]
    if size > limit:
        raise Invalid(f"文件太大：这类文件最多 {limit // MB} MB，请压缩或剪短后再传。")


def refuse_answer(item: TickItem, answer: str) -> None:
    """Raises Invalid for an unknown answer, and for a minor shown by consent."""
    if answer not in ANSWERS:
        raise Invalid("请选择“没有”“有，已遮挡”或“有，已取得同意”。", {item.value: "请选择一项"})
    if answer == "consented" and item in NEVER_BY_CONSENT:
        raise Invalid(
            "案件中的未成年人不得露出（未成年人保护法第一百零三条），请遮挡或换图。",
            {item.value: "请遮挡后再选“已遮挡”"},
        )


def missing(
    kind: MediaKind,
    answers: Mapping[TickItem, str],
    consents: Collection[tuple[ConsentState, date | None]],
    today: date,
) -> list[str]:
    """What stands between the file and approval on `today` (Asia/Shanghai), in sentences; empty when nothing does."""
    if kind not in LOOKED_AT:
        return []
    open_items = [TICK_WORDS[item] for item in TickItem if item not in answers]
    said = [f"还没有查看：{'；'.join(open_items)}。"] if open_items else []
    if "consented" in answers.values() and not any(is_valid(state, end, today) for state, end in consents):
        said.append("选了“已取得同意”，但没有有效的同意记录：请登记，或遮挡后再发。")
    return said


def is_valid(state: ConsentState, expires_on: date | None, today: date) -> bool:
    """Whether a consent holds on `today`; its last day counts."""
    return state is ConsentState.GIVEN and (expires_on is None or expires_on >= today)


def parse_crops(given: Mapping[str, Iterable[float]]) -> dict[str, list[float]]:
    """Crops as they are stored; raises Invalid for an unknown cover or a box outside the picture."""
    parsed = {}
    for name, box in given.items():
        shares = [float(share) for share in box]
        known = name in {cover.value for cover in Cover}
        if not known or len(shares) != 3 or not all(0 <= share <= 1 for share in shares) or not shares[2]:
            raise Invalid("封面裁切框不对，请在图片上重新框选。", {f"crop_{name}": "请重新框选"})
        parsed[name] = shares
    return parsed


def crop_of(crops: Mapping[str, list[float]], cover: Cover) -> Crop | None:
    """The box set for the cover, None where the middle is to be taken."""
    box = crops.get(cover.value)
    return Crop(*box) if box else None
