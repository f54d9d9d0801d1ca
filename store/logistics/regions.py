"""Where parcels can go: the provinces with the place their parcels head for, and where they cannot.

Cross-border retail import ends at the customs frontier of the mainland: Hong Kong, Macau and Taiwan are
other customs territories (Customs Law of the PRC, article 2), so nothing is cleared for them here.
"""

from __future__ import annotations

from dataclasses import dataclass

from store.words import Bilingual


@dataclass(frozen=True, slots=True)
class Region:
    """A province; latitude and longitude are those of the city its parcels go to."""

    code: str
    name: Bilingual
    lat: float
    lon: float
    served: bool = True


def _region(code: str, zh: str, en: str, lat: float, lon: float, served: bool = True) -> Region:
    return Region(code, Bilingual(zh, en), lat, lon, served)


REGIONS: tuple[Region, ...] = (
    _region("BJ", "北京市", "Beijing", 39.90, 116.41),
    _region("TJ", "天津市", "Tianjin", 39.13, 117.20),
    _region("HE", "河北省", "Hebei", 38.04, 114.51),
    _region("SX", "山西省", "Shanxi", 37.87, 112.55),
    _region("NM", "内蒙古", "Inner Mongolia", 40.84, 111.75),
    _region("LN", "辽宁省", "Liaoning", 41.80, 123.43),
    _region("JL", "吉林省", "Jilin", 43.82, 125.32),
    _region("HL", "黑龙江省", "Heilongjiang", 45.80, 126.53),
    _region("SH", "上海市", "Shanghai", 31.23, 121.47),
    _region("JS", "江苏省", "Jiangsu", 32.06, 118.80),
    _region("ZJ", "浙江省", "Zhejiang", 30.27, 120.16),
    _region("AH", "安徽省", "Anhui", 31.82, 117.23),
    _region("FJ", "福建省", "Fujian", 26.07, 119.30),
    _region("JX", "江西省", "Jiangxi", 28.68, 115.86),
    _region("SD", "山东省", "Shandong", 36.65, 117.12),
    _region("HA", "河南省", "Henan", 34.75, 113.63),
    _region("HB", "湖北省", "Hubei", 30.59, 114.31),
    _region("HN", "湖南省", "Hunan", 28.23, 112.94),
    _region("GD", "广东省", "Guangdong", 23.13, 113.26),
    _region("GX", "广西", "Guangxi", 22.82, 108.37),
    _region("HI", "海南省", "Hainan", 20.04, 110.20),
    _region("CQ", "重庆市", "Chongqing", 29.56, 106.55),
    _region("SC", "四川省", "Sichuan", 30.57, 104.07),
    _region("GZ", "贵州省", "Guizhou", 26.65, 106.63),
    _region("YN", "云南省", "Yunnan", 25.04, 102.71),
    _region("XZ", "西藏", "Tibet", 29.65, 91.14),
    _region("SN", "陕西省", "Shaanxi", 34.34, 108.94),
    _region("GS", "甘肃省", "Gansu", 36.06, 103.83),
    _region("QH", "青海省", "Qinghai", 36.62, 101.78),
    _region("NX", "宁夏", "Ningxia", 38.49, 106.23),
    _region("XJ", "新疆", "Xinjiang", 43.83, 87.62),
    _region("HK", "香港", "Hong Kong", 22.32, 114.17, False),
    _region("MO", "澳门", "Macau", 22.20, 113.54, False),
    _region("TW", "台湾", "Taiwan", 25.03, 121.57, False),
)


def find(words: str) -> Region | None:
    """Return the region somebody means by its code, its Chinese or its English name (a beginning will do)."""
    wanted = words.strip().lower()
    if not wanted:
        return None
    for region in REGIONS:
        if wanted == region.code.lower():
            return region
    for region in REGIONS:
        if region.name.zh.startswith(wanted) or region.name.en.lower().startswith(wanted):
            return region
    return None
