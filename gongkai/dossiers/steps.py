"""The steps of a matter or theme (SQ-1, BW-5.2, DY-4): those of all that is kept in revisions."""

from gongkai.dossiers import gates, showing
from gongkai.revisions import steps

KIND = steps.known(
    "dossier", "全过程和专题", ("SQ-1", "BW-5.2"), url="dossiers:record", is_complete=gates.is_complete,
    find=gates.findings, publish=showing.publish, withdraw=showing.withdraw, to_publish=(gates.is_complete,),
)  # fmt: skip
