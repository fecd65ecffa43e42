"""A dossier whose sentences need every mark: openings to leave out, dates to fix, ends without a stop."""

TEXTS = {
    "01-wire.txt": """Northland and Westmark sign defence treaty

Northland and Westmark signed a defence treaty in Halden on Wednesday. The treaty was signed on 14 May 2031 by Mara Holt and Jonas Brandt.

However, the treaty does not oblige either party to send troops without a request. Moreover, it runs for 20 years and may be extended by ten years at a time.

Under the terms of the accord, Westmark will deliver 40 radar posts to Northland within 30 months. In addition, both armies will hold two exercises a year near the river Orm.

President Mara Holt said last week that the treaty "closes a gap of 90 kilometres". She added that it threatens nobody.

Notably, Eastland condemned the treaty as a threat to its security. Eastland's foreign ministry said that 12,000 soldiers had been moved to the border.
""",
    "02-desk.txt": """Northland and Westmark signed the treaty in Halden this month. In the view of the desk, nobody knows yet how it will be paid for.

Furthermore, Westmark will pay 60 per cent of the cost of the radar posts, about 900 million crowns. Yesterday, the parliament of Westmark approved the treaty by 71 votes to 40

Analysts disagree about the treaty. Some analysts say that it may draw Northland into a war that it did not choose. Other analysts, however, say that it only writes down what both armies have done since 2022.

In March 2030, Eastland fired three missiles across the strait. Since then, the two neighbours have shared radar data under the treaty's protocol.
""",
    "03-statement.txt": """The Northland Defence Agency (NDA) will run the radar posts. The NDA has not said where they will stand.

Meanwhile, the European Union voiced concern about the treaty on 15 May 2031. The United States welcomed it on 16 May 2031 and offered 24 aircraft.
""",
}
TOML = """
title = "Northland and Westmark: the defence treaty of 2031"
parties = ["Northland", "Westmark"]
as_of = 2031-05-28
[[source]]
file = "01-wire.txt"
kind = "news"
publisher = "Halden Wire"
date = 2031-05-15
[[source]]
file = "02-desk.txt"
kind = "opinion"
title = "What the treaty costs"
author = ["Ida Vance"]
date = 2031-05-27
[[authored]]
section = "summary"
text = "The desk will watch how the posts are paid for."
by = "Ida Vance"
cites = ["02:1.2"]
[[authored]]
section = "treaty-terms"
text = "The protocol has not been published."
by = "Jo Tanaka"
cites = ["02:4.2", "01:3.1"]
"""
