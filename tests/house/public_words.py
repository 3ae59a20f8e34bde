"""Which words of which table may reach the public, and why: written by hand. Every other word is private.

A table or a field that stands in none of these lists counts as private and is planted with a marker; so what is added
to a room is watched before anybody thinks of it.
"""

# (table, fields that the public may read, why)
PUBLIC = (
    ("accounts.Unit", "name full_name code kind", "the directory of units (条例 Art. 20 item 2)"),
    ("acts.Installation", "label", "the name of the county on the notice of a demonstration"),
    ("catalogue.Topic", "code name says phase column_type elements requires cites basis limits limit_says refresh "
     "channels audience_says level", "a column as its page and the catalogue explain it"),
    ("catalogue.Contact", "duties leader office address hours phone fax email postcode window", "how to reach a unit"),
    ("publication.Shown", "key address kind column unit title validity fields html plain etag reason",
     "the door's own row; that nothing private came into it is what is tested"),
    ("publication.ShownLink", "kind target", "the door's own row"),
    ("publication.ShownFile", "short sha256 name type", "the door's own row"),
    ("publication.ShownConcern", "code sort", "the door's own row"),
    ("publication.Former", "title fields plain", "the door's own row"),
    ("publication.OldAddress", "path key sha256 name", "where a reader comes from, and where he is led"),
    ("publication.Counter", "name", "the door's own row"),
    ("publication.Stale", "scope", "the door's own row"),
    ("publication.Site", "name section domain id_code icp police host maker phone address notice index_pattern",
     "what stands around every page"),
    ("search.PublicText", "folded facets", "the public index; that nothing private came into it is what is tested"),
    ("disclosures.Disclosure", "index_no validity validity_note", "elements of a document's page"),
    ("disclosures.ValidityChange", "validity note", "why a document stands as it does"),
    ("cleanups.Item", "decision reason", "the result of a clean-up is a public list of decisions and reasons"),
    ("assessment.Campaign", "rulebook text annexes sha256", "the rules of an assessment are announced with its result"),
    ("emergencies.Emergency", "hotline", "whom to ring, on top of the log"),
    ("emergencies.Release", "source text", "each release is public; taken back, the row has no word any more"),
    ("participation.Survey", "purpose population", "a questionnaire's own page, once it is open"),
    ("hotline.ComplaintLine", "live", "the ways in for complaints, once they are agreed to"),
    ("hotline.Bulletin", "body", "figures and answers of the hotline, once they are agreed to"),
    ("reports.Report", "words files", "prose and files of a yearly report, once it is published"),
    ("participation.Question", "text options", "what a questionnaire asks, once it is open"),
    ("assessment.UnitResult", "state grade", "the announced result"),
    ("organisation.MediaAccount", "platform ident url", "how an account is found on its platform"),
)  # fmt: skip

# Out only with the edition, revision or list they stand in: planted wherever that one is not out.
OUT_WITH_ITS_EDITION = {
    "acts.Case": "title",
    "disclosures.Edition": "title doc_no kind element subject summary source keywords html attachments validity links "
    "addressees copied signed subject_words public_title attribute_ground change_note",
    "disclosures.EditionLink": "outside",
    "assessment.Paper": "text",
    "registers.Revision": "note",
    "registers.Line": "key name",
    "registers.Change": "basis values",
    "dossiers.Revision": "summary particulars stages",
    "organisation.Composition": "paper office",
    "organisation.Seat": "name duty charge",
}

# Codes of a closed vocabulary, hashes, tokens, addresses of machines: they hold nobody's words. Another value would not
# be a leak but a fault of the program.
CODES = {
    "accounts.Group": "kind code", "accounts.Person": "password", "accounts.Post": "role",
    "files.StoredFile": "sha256 media_type", "files.Reading": "packed",
    "acts.Case": "kind status content head", "acts.Remark": "salt", "acts.Due": "limit role",
    "acts.Act": "step frm to content words prev hash", "acts.Recount": "law", "acts.Anchor": "digest signature key",
    "search.StaffText": "facets", "search.Tidied": "name",
    "writing.Finding": "kind level mark judgement", "writing.FalseAlarm": "kind",
    "writing.Unfinished": "token why files", "writing.Visit": "answer",
    "writing.Vote": "page column",
    "catalogue.Topic": "audience manner by own catalogue", "catalogue.TopicUnit": "catalogue",
    "catalogue.Tailoring": "manner elements",
    "registers.Register": "type", "registers.Revision": "hash", "registers.Line": "why",
    "registers.Change": "kind salt sealed",
    "workflow.Route": "interpretation", "workflow.Seat": "step", "workflow.Meeting": "body",
    "workflow.Item": "content decision", "workflow.Countersign": "content", "workflow.Booking": "what content",
    "assessment.SelfCheckLeaf": "indicator",
    "workflow.Takedown": "channel", "evidence.Version": "checker", "evidence.Use": "place",
    "disclosures.Disclosure": "batch", "disclosures.Edition": "attribute weight hash concerns",
    "disclosures.EditionLink": "kind", "disclosures.ArchivePackage": "path sha256",
    "disclosures.Preview": "token content", "disclosures.PreviewOpening": "sender", "disclosures.Sweep": "what",
    "corrections.Report": "code secret page sort sender outcome channel",
    "foi.Request": "number code once sender by_name by_paper by_phone", "foi.Proof": "place ending",
    "foi.Material": "place ending", "foi.Mark": "ground", "foi.Release": "place ending sha256",
    "reports.Report": "form", "reports.Count": "figures", "reports.Change": "place value",
    "hotline.Plea": "number code once sender by_name by_phone outside row link", "hotline.Source": "token",
    "hotline.Likeness": "by",
    "participation.Survey": "address", "participation.Device": "mark",
    "opinion.Mention": "mark", "opinion.Alarm": "limit",
    "participation.Invitation": "code", "participation.Answer": "ticket",
    "foi.Knock": "sender what", "intake.Intake": "sha256",
    "dossiers.Dossier": "type", "dossiers.Revision": "hash",
    "findings.Round": "key", "findings.Standing": "page", "findings.Finding": "code",
    "findings.Sighting": "place points lost", "findings.Incident": "sort consequence", "findings.Item": "outcome",
    "organisation.MediaComment": "mark", "organisation.Training": "sort level",
    "organisation.Call": "sort", "organisation.Meeting": "sort", "organisation.ContactPerson": "rank",
    "organisation.Seat": "sort",
    "foi.Dispute": "sort outcome", "foi.Consultation": "kind answer", "foi.Fee": "basis",
    "foi.Decision": "reply row letter", "foi.Delivery": "route", "foi.Enclosure": "place ending",
    "foi.Amendment": "channel paper outcome", "foi.Letter": "paper", "foi.Wording": "sha256",
    "assessment.Count": "fact", "assessment.Mark": "name source", "assessment.Assessor": "source",
    "assessment.Appeal": "indicator ruling before after", "assessment.Scoring": "source",
    "assessment.Declaration": "refused", "assessment.Sample": "item fact seed picks", "assessment.Second": "item",
    "assessment.MysteryScript": "item seed",
    "assessment.Paper": "number result", "assessment.Applied": "what to units sha256",
    "assessment.ResultSet": "sha256", "assessment.Entrant": "klass",
}  # fmt: skip
