"""What the frame of a public page says about the site it belongs to (footer and page tags after 国办发〔2017〕47号)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Link:
    title: str
    url: str


@dataclass(frozen=True)
class Site:
    """Names, addresses and the footer's facts; an empty text is left out of the page."""

    name: str  # 网站名称, printed in the header and as SiteName
    section: str = "政务公开"  # what stands behind the name in the header
    home: str = "/"
    search: str = "/search/"
    nav: tuple[Link, ...] = ()
    foot: tuple[Link, ...] = ()  # further entries of the footer: 网站地图, 联系我们
    correction: str = ""  # address of 我为政府网站找错
    domain: str = ""
    id_code: str = ""  # 网站标识码, ten characters
    icp: str = ""
    police: str = ""  # 公安备案
    host: str = ""  # 主办单位
    maker: str = ""  # 承办单位
    contact: str = ""

    @property
    def title(self) -> str:
        """What follows the page's own title in the browser: 大英县人民政府政务公开."""
        return f"{self.name}{self.section}"
