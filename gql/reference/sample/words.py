"""The words that sample text is made of. All names of people, companies and products are invented."""

from __future__ import annotations

GIVEN_NAMES = (
    "Alvin Amra Anouk Arlo Bastian Beryl Brisa Caius Calla Corin Dalia Davin Edda Elio Elva Enzo Fabia Finn Freya Gala "
    "Gideon Hana Ilja Imre Ines Isolde Jaro Joris Juna Kaja Kian Lea Levin Lioba Lior Maelle Malik Mika Milo Naila Nico "
    "Noor Odile Orla Otis Pella Quirin Ravi Rhea Runa Sanne Sela Silas Søren Tamsin Teo Tilda Una Vera Vito Wanda Wim "
    "Yara Ylva Zoë Łuka Émile Jürgen"
).split()
SURNAME_STARTS = (
    "Alder Amber Ash Birch Black Brook Claren Dun Elder Fair Fern Glen Hazel Heather Holl Kestrel Lark Linden Maren "
    "Marl Mill Moor Nettle Oaken Pem Quill Raven Rowan Silver Stone Thistle Wester Wind Winter Wren Yarrow"
).split()
SURNAME_ENDS = (
    "bank beck borne bury combe croft dale field ford gate ham hurst ley mere more stead ton ward well wick".split()
)

TAGS = (
    "accounting analytics apprenticeship assembly automation battery benchmarks budgets ceramics climate communication "
    "culture customers data delivery design ergonomics events experiments families forecasting gardening glass guides "
    "hiring history home interviews kitchen leather lighting logistics maintenance manufacturing materials metal "
    "mobility offices packaging planning plants pricing privacy quality recycling repairs research retail safety "
    "seasons security small-batch sourcing standards storage suppliers sustainability teams testing textiles tools "
    "travel typography warranty water winter wood workshops"
).split()
TAG_COLORS = "#b0413e #c9782f #d1a827 #6f8f3a #2e7d5b #2a7f8e #33679e #5a539c #8a4f94 #a8486b #6b6b6b #3b3b3b".split()

ADJECTIVES = (
    "adjustable balanced bright careful clear compact curved dependable durable early elegant even flexible foldable "
    "generous gentle handy honest insulated light local lively modular narrow natural neat new old patient plain "
    "practical precise quiet recycled repairable robust rounded sensible simple slim small smooth soft solid spare "
    "stackable steady sturdy thin tidy traditional useful versatile warm washable weatherproof wide"
).split()
MATERIALS = (
    "aluminium ash bamboo beech birch brass ceramic copper cork cotton felt glass granite hemp iron larch leather linen "
    "maple oak paper pine porcelain rattan rubber slate steel walnut wool"
).split()
COLORS = "amber anthracite black blue cream green grey ivory natural ochre olive red rust sand teal white".split()
NOUNS = (
    "bench blanket bookcase bottle bowl box brush bucket cabinet candlestick chair clock coat-rack cushion desk drawer "
    "easel folder frame grinder hammock hook jar kettle knife ladder lamp lantern mat mirror mug notebook organizer pan "
    "pencil-case planter plate pot rack rug saw screen shelf stool table teapot toolbox torch towel tray trolley vase "
    "wallet workbench"
).split()
CATEGORIES = {
    "Kitchen": ("Cookware", "Tableware", "Storage jars", "Tea and coffee", "Knives"),
    "Office": ("Desks", "Chairs", "Paper goods", "Lighting", "Organizers"),
    "Living": ("Shelves", "Rugs", "Lamps", "Mirrors", "Cushions"),
    "Garden": ("Planters", "Tools", "Outdoor furniture", "Watering"),
    "Workshop": ("Hand tools", "Workbenches", "Tool storage", "Safety"),
    "Travel": ("Bags", "Bottles", "Blankets"),
    "Bath": ("Towels", "Brushes", "Baskets"),
}
PARTS_OF_CATEGORIES = {
    "Cookware": ("Pots", "Pans", "Kettles"),
    "Lighting": ("Desk lamps", "Floor lamps"),
    "Hand tools": ("Saws", "Hammers", "Measuring"),
}
CITIES = (
    "Alderport Brackwater Caldmouth Dunmere Eastwick Fallowby Greyhaven Hollowford Innisbeck Kelpstow Larkrise Marlow "
    "Northmere Oakhampton Penfold Quarrybank Ravensholt Saltby Thornwick Umberleigh Wexcombe Yarrowdale"
).split()
COMPANY_ENDS = (
    "& Daughters", "& Sons", "Brothers", "Collective", "Cooperative", "Foundry", "Joinery", "Mills", "Works", "Workshop",
)  # fmt: skip

PLACES = (
    "the workshop", "our warehouse", "the showroom", "a small kitchen", "the office", "a shared flat", "the garden shed",
    "the test bench", "the loading dock", "a school library", "the repair corner", "the packing line",
)  # fmt: skip
PEOPLE = (
    "our carpenters", "the design team", "two apprentices", "a long-time customer", "the people in shipping",
    "our supplier", "the night shift", "a group of teachers", "the support desk", "the new colleagues", "the planners",
    "everyone on the floor",
)  # fmt: skip
SUBJECTS = (
    "the delivery plan", "our price list", "the return policy", "the assembly guide", "the spring catalogue",
    "the stock count", "the safety check", "our packaging", "the repair service", "the customer survey",
    "the drying room", "the order form", "the quality report", "the workshop schedule",
)  # fmt: skip
VERBS = (
    "changed", "improved", "measured", "rebuilt", "replaced", "reviewed", "simplified", "tested", "tried", "wrote down",
)  # fmt: skip
SPANS = ("two days", "a week", "ten days", "one month", "six weeks", "a quarter", "half a year", "two winters")  # fmt: skip

SENTENCES = (
    "Last year {people} {verb} {subject}, and it took {span}.",
    "We keep the {adjective} {noun} in {place} because it is used every day.",
    "The {noun} is made of {material}, which ages well and is easy to clean.",
    "Nobody expected that {subject} would matter so much.",
    "After {span} the {material} looked as good as on the first day.",
    "If you own a {adjective} {noun}, you already know why we care about {subject}.",
    "It began with a question that {people} asked in {place}.",
    "We {verb} {subject} twice before we were content with it.",
    "A {noun} should be {adjective}, {adjective2} and cheap to repair.",
    "In {place} there is now room for one more {noun}.",
    "The first version used {material}; the second uses {material2} and weighs a third less.",
    "Ask {people} and you will hear the same answer.",
    "There were {number} letters about it, most of them friendly.",
    "What we learned in {span} fits on one page.",
    "Since then {subject} has been {adjective}, and complaints went down by {number} percent.",
    "The cost of {material} rose by {number} percent, so {people} {verb} {subject}.",
    "We compared {number} samples and chose the most {adjective} one.",
    "None of this would work without {people}.",
    "It is a small change, but {people} noticed it within {span}.",
    "Take a {noun} apart, and you will find no more than {number} parts.",
    "For now {subject} stays as it is.",
    "Please tell us what you would do differently.",
    "The {adjective} finish comes from oil, not from lacquer.",
    "A visit to {place} made it clear: {subject} had to become {adjective}.",
    "Every {noun} gets a number, so that we can tell which batch it came from.",
    "{people_upper} prefer {material} to {material2}, and they have good reasons.",
)
TITLES = (
    "How {people} {verb} {subject}",
    "What {span} with a {adjective} {noun} taught us",
    "Why we make our {noun} of {material}",
    "{number} things to know about {material}",
    "A {adjective} {noun} for {place}",
    "Notes from {place}: {subject}",
    "{material_upper} or {material2}? An honest comparison",
    "The case for a {adjective} {noun}",
    "Before you buy a {noun}",
    "We {verb} {subject}: a report after {span}",
    "Looking after {material}",
    "Questions about {subject}, answered",
)
COMMENTS = (
    "Thank you, this answered my question.",
    "I have had mine for {span} and would buy it again.",
    "Does this also hold for {material}?",
    "We did the same in {place}; it took {span}.",
    "I am not convinced that {subject} needed this.",
    "Could you say more about {subject}?",
    "The {adjective} one was better, in my opinion.",
    "My {noun} arrived yesterday. Very {adjective}!",
    "What happened to the {material} version?",
    "Great to read that {people} were part of it 👏",
    "Small correction: it was {number} percent, not more.",
    "Agreed – {subject} should stay {adjective}.",
    "How do you clean {material}?",
    "Same here.",
    "I would love to see {place} one day.",
    "Please bring the {adjective} {noun} back…",
)
BIOS = (
    "Collects {adjective} {noun_plural}.",
    "Works with {material} in {place}.",
    "Writes about {subject} and {material}.",
    "Here for {span}, still curious.",
    "Repairs every {noun} that comes along.",
)

PROJECTS = (
    "Catalogue", "Warehouse scanners", "Returns portal", "Spring collection", "Supplier ratings", "Online configurator",
    "Gift cards", "Spare parts", "Showroom booking", "Energy report", "Packaging", "Customer survey", "Loyalty points",
    "Delivery windows", "Repair tracking", "Photo studio",
)  # fmt: skip
FEATURES = (
    "Search by {material}", "Export of {subject}", "Reminder about {subject}", "Print view of {subject}",
    "Overview for {people}", "Filter for {adjective} products", "Photos of each {noun}", "History of {subject}",
    "Approval by {people}", "Labels for every {noun}",
)  # fmt: skip
TASKS = (
    "Agree on the wording", "Ask {people}", "Check the numbers", "Clean up old data", "Collect examples", "Cover with tests",
    "Describe {subject}", "Draw a first sketch", "Fix the mobile layout", "Measure the effect", "Migrate {subject}",
    "Prepare the release", "Review with {people}", "Translate the texts", "Write the guide",
)  # fmt: skip
