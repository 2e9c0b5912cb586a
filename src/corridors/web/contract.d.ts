// What Python hands over to the scripts, and what they tell it: described here once.

/** What each component is handed over, by its script. */
export interface Handed {
  "map/map.js": MapData;
  "page/address_bar.js": AddressData;
  "page/answers.js": AnswerData;
  "page/help.js": HelpData;
  "page/search.js": SearchData;
  "page/sheet.js": SheetData;
  "page/switch.js": SwitchData;
  "panels/actors.js": ActorsData;
  "panels/articles.js": ArticlesData;
  "panels/compare.js": CompareData;
  "panels/place.js": PlaceData;
  "timeline/timeline.js": TimelineData;
}

/** What is fetched once, by the script that fetches it. */
export interface Fetched {
  "map/map.js": MapDescribed;
  "page/search.js": PlacesOfLayer[];
  "timeline/timeline.js": TimelineDescribed;
}

/** Latitude and longitude. */
export type Spot = [number, number];
/** South-west and north-east corner. */
export type Bounds = [Spot, Spot];
/** First and last day, counted from 1 January 1970. */
export type Span = [number, number];

/** A feature, as the word for it that leads there. */
export interface Named {
  id: string;
  name: string;
}

/** Path options of Leaflet: `map/symbols.py`. */
export interface LineStyle {
  color?: string;
  weight: number;
  opacity: number;
  lineCap?: "butt" | "round";
  dashArray?: string;
  className: string;
}

// The map: `page/map.py`, and `map/contract.py` for what is fetched once.

/** What fields of a view are called in the address: `address.py`. */
export interface MapKeys {
  hidden: string;
  tiles: string;
  spot: string;
}

export interface ArticleKeys {
  article: string;
  paragraph: string;
}

export interface MapData {
  keys: MapKeys;
  /** Addresses: the folder of Leaflet, that of the basemap, the map's script, and `MapDescribed`. */
  leaflet: string;
  basemap: string | null;
  script: string;
  described: string;
  /** The name of the map's variable. */
  map: string;
  attribution: string;
  home: Bounds;
  selected: string | null;
  branch: string | null;
  /** Corridors (`corridor`) and branches (`corridor/branch`) that are marked too. */
  compared?: string[];
  shown: string[] | null;
  /** Groups and branches (`group/branch`) that are off, the view with its zoom, and online tiles. */
  hidden: string[];
  spot: [...Spot, zoom: number] | null;
  chosenTiles?: string[];
  followed: number;
  /** Each other number asks for what is seen; 0 for nothing. */
  report: number;
  /** The paragraphs of the open article by the features that they speak of. */
  spoken?: Record<string, number[]> | null;
}

export interface MapTold {
  clicked: string;
  /** `Seen` with the number of the ask, as JSON. */
  seen: string;
}

export interface Seen {
  visible: string[];
  off: string[];
  hidden: string[];
  tiles: string[];
  latitude: number;
  longitude: number;
  zoom: number;
  size: [number, number];
}

export interface MapDescribed {
  groups: Group[];
  features: Record<string, MapFeature>;
  kinds: Record<string, MapKind>;
  sizes: MapSizes;
  key: { title: string; line: LineStyle[] }[];
  /** A page for use without a network has none. */
  tiles?: Tiles[];
}

/** A kind of feature: the zooms at which its symbol and its name are first seen, and its rank. */
export interface MapKind {
  symbol: number;
  name: number;
  silent: number;
  rank: number;
  dot: boolean;
}

type LabelKind = "country" | "water" | "city" | "feature";

/** Where names may stand: a part of `map/sizes.py`. */
export interface LabelSizes {
  fonts: Record<LabelKind, number>;
  around: Partial<Record<LabelKind, number[]>>;
  spread: number;
  margin: number;
  inset: number;
}

/** `map/sizes.py`, in pixels and zooms. */
export interface MapSizes extends LabelSizes {
  twice: number;
  early: number;
  ranked: number;
  far: number;
  parts: Record<"spoken" | "silent", [near: number, far: number]>;
  dot: number;
  faint: number;
  close: number;
}

/** A row of the legend. */
export interface Group {
  id: string;
  title: string;
  full: string;
  /** The name of the variable of its Leaflet group. */
  object: string;
  symbol?: string;
  colour?: string;
  heading?: string;
  branches?: { id: string; title: string }[];
}

export interface MapFeature {
  name: string;
  kind: string;
  label: string | null;
  group: string;
  point: boolean;
  at: Spot;
  bounds: Bounds;
  passages: number;
  /** Words for each leg, and the legs of each branch. */
  legs: Record<string, string>;
  branches: Record<string, string[]>;
}

/** Online tiles to choose: `map/tiles.py`. */
export interface Tiles {
  id: string;
  title: string;
  kind: "ground" | "overlay";
  named: boolean;
  url: string;
  deepest: number;
  subdomains: string;
  credit: { text: string; href: string | null }[];
}

// The timeline: `page/timeline_strip.py`.

export interface TimelineData {
  /** The address of `TimelineDescribed`. */
  described: string;
  /** ISO dates. */
  window: [string | null, string | null];
  inside: Counts;
  selected: string | null;
  article: string | null;
}

export interface TimelineTold {
  window: string;
  open: string;
  article: string;
}

/** How many lie in the window, and how many there are. */
export interface Counts {
  things: [number, number];
  articles: [number, number];
}

export interface TimelineDescribed {
  lanes: { id: string; title: string }[];
  things: Thing[];
  symbols: string[];
  articles: Articles;
  first: number;
  last: number;
  /** Years. */
  home: [number, number];
}

interface Dated {
  name: string;
  label: string;
  when: string;
  span: Span;
  exact: boolean;
}

export interface Thing extends Dated {
  feature: string;
  lane: string;
  event: boolean;
  /** Its place among the symbols. */
  symbol: number;
}

export interface Articles {
  /** One by one where they are few. */
  each: (Dated & { id: string })[] | null;
  /** Numbers of articles by month (twelve times the year, plus 0 for January) and by year. */
  months: [number, number][];
  years: [number, number][];
  undated: number;
  total: number;
}

// The panel of a place: `describe/passages.py`, with `facts.py` and `relations.py`.

export interface PlaceData {
  content: Overview | Place;
  note: string | null;
  cited: Cited | null;
}

export interface PlaceTold {
  open: string;
  branch: string;
  always: "yes";
  /** How many to show. */
  more: string;
  passage: string;
  /** The query string of a view. */
  go: string;
  cite: string;
}

export interface Cited {
  id: string;
  styles: { title: string; text: string }[];
}

export interface Overview {
  title: string;
  line: string;
  questions: Question[];
  most: Choice[];
  layers: { title: string; features: Choice[] }[];
}

/** A view worth opening first, by the query string of its address. */
export interface Question {
  ask: string;
  note: string;
  query: string;
}

/** A feature to choose. */
export interface Choice extends Named {
  note: string;
  passages: number;
}

/** What is to be seen of a feature at once; of the status `line` says how the map draws it. */
export interface Chip {
  term: string;
  text: string;
  note: string;
  line?: "solid" | "dashed" | "dotted";
}

export interface Place extends Named {
  kind: string;
  summary: string;
  chips: Chip[];
  facts: { term: string; text: string }[];
  stated: Stated | null;
  branches: Named[];
  way: Way | null;
  sources: { text: string; url: string | null }[];
  articles: PassagesOf[];
  passages: number;
  shown: number;
  more: number | null;
  outside: number;
  relations?: Relations;
}

/** Passages of one article. */
export interface PassagesOf {
  id: string;
  title: string;
  byline: string;
  held: boolean;
  author: string | null;
  /** The publisher's list that it stands in, where its own address is not known. */
  listed: string | null;
  passages: Passage[];
}

export interface Stated {
  differ: boolean;
  here: string;
  said: { by: string; status: string; of: string | null }[];
}

export interface Way {
  branch: string | null;
  title: string;
  total: string;
  note: string;
  legs: {
    name: string;
    mode: string;
    status: string;
    length: string;
    by: string | null;
    precision: string;
    source: string;
  }[];
}

/** Why a passage counts. */
export interface Basis {
  basis: string;
  why: string | null;
  reason: string | null;
}

export interface Passage extends Basis {
  id: string;
  place: string;
  digest: string | null;
  text: { text: string; mention: boolean; part: "before" | "quoted" | "after" }[] | null;
  differs: boolean;
  page: Page | null;
  others: Named[];
}

export interface Page {
  url: string;
  title: string;
}

export interface Relations {
  together: (Named & { passages: number })[];
  lines: (Named & { legs: string[] })[];
  near: (Named & { away: string })[];
}

// The panel of articles: `describe/articles.py`, with the marks of `page/panels/articles.py`.

export interface ArticlesData {
  article: Article | null;
  keys: ArticleKeys;
  articles: ArticleList | null;
  chosen: (Named & Marked) | null;
  paragraph: number | null;
  turned: number;
  /** How many more to ask for. */
  page: number;
  cited: Cited | null;
}

export interface ArticlesTold {
  open: string;
  choose: string;
  place: string;
  /** JSON: `words`, `order` and `count`. */
  list: string;
  always: "yes";
  cite: string;
}

interface Head {
  id: string;
  title: string;
  byline: string;
  held: boolean;
}

export interface ArticleList {
  articles: (Head & { passages: number; places: number })[];
  total: number;
  outside: number;
  words: string;
  order: string;
}

export interface Article extends Head {
  page: Page | null;
  features: Record<string, Spoken>;
  sections: { title: string; passages: Paragraph[] }[];
}

/** How a feature is marked: by a symbol of ours, or by the colour of its line. */
export interface Marked {
  symbol?: string;
  colour?: string;
}

export interface Spoken extends Marked {
  name: string;
  short: string;
}

export interface Paragraph {
  id: string;
  number: number;
  differs: boolean;
  text: { text: string; features?: string[] }[] | null;
  places: (Basis & { id: string; digest: string | null })[];
}

// The panel of comparison: `describe/compare.py`.

export interface CompareData {
  content: Comparison;
}

export interface CompareTold {
  first: string;
  second: string;
  swap: "both";
  open: string;
}

export interface Comparison {
  /** `whole` says that a corridor is one journey, and can be compared as such. */
  choices: (Named & { whole: boolean; branches: Named[] })[];
  sides: [Side, Side];
  lengths: { term: string; heading: string; values: { km: number; share: number }[] }[];
  common: {
    km: number;
    legs: Length[];
    articles: string[];
    all_articles: number;
    passages: number;
    same: boolean;
  };
  profile: { title: string; chosen: boolean; stops: Stop[] } | null;
}

interface Length {
  name: string;
  km: number;
}

export interface Side extends Named {
  title: string;
  colour: string;
  note: string;
  passages: number;
  legs: (Length & { mode: string; status: string; shared: Length[] })[];
  places: (Named & { full: string; both: boolean })[];
  states: Length[];
  besides: string[];
}

export interface Stop {
  id: string | null;
  name: string;
  full: string;
  km: number;
  onward: Onward | null;
}

export interface Onward {
  km: number;
  mode: string;
  status: string;
  schematic: boolean;
  line: LineStyle;
  casing: LineStyle;
}

// The panel of actors: `describe/actors.py`.

export interface ActorsData {
  content: Actors;
}

export interface ActorsTold {
  open: string;
  actor: string;
}

export interface Actors {
  states: (Named & { features: number })[];
  parts: (Named & { roles: { title: string; features: Part[] }[] })[];
  matrices: Matrix[];
}

export interface Part extends Named {
  by: string[];
  passages: number;
}

export interface Matrix {
  title: string;
  thing: string;
  things: string;
  states: Named[];
  cells: Named[][][];
}

// The search: `page/search.py` and `search/answering.py`.

export interface SearchData {
  /** The address of `PlacesOfLayer[]`. */
  places: string;
  words: string;
  session: string;
  followed: number;
  keys: { words: string };
}

export interface SearchTold {
  /** The ``kind``, the ``id`` and the ``feature`` of a result, as JSON. */
  chosen: string;
}

export interface PlacesOfLayer {
  title: string;
  places: { id: string; title: string; subtitle: string }[];
}

export interface AnswerData {
  number: number;
  words: string;
  answer: Answer | null;
}

export interface AnswerTold {
  /** An `Asked` as JSON. */
  question: string;
}

export interface Asked {
  number: number;
  words: string;
}

export interface Answer {
  words: string;
  corrected: string | null;
  places: Result[];
  passages: Result[];
  placesTotal: number;
  passagesTotal: number;
}

export interface Result {
  kind: "place" | "passage";
  id: string;
  feature: string | null;
  title: Piece[];
  also?: Piece[] | null;
  subtitle: string;
}

export interface Piece {
  text: string;
  mark?: boolean;
}

// What else stands on the page: `page/address_bar.py`, `switch.py`, `sheet.py` and `header/help.py`.

export interface AddressData {
  query: string;
  /** The keys that the page writes; the map and the article write theirs. */
  written: string[];
  keys: ArticleKeys;
  followed: number;
  push: boolean;
  turned: number;
}

export interface AddressTold {
  moved: string;
}

export interface SwitchData {
  label: string;
  options: { id: string; title: string }[];
  chosen: string;
}

export interface SwitchTold {
  chosen: string;
}

export interface SheetData {
  /** Feature, panel, article and second corridor. */
  what: (string | null)[];
  asked: boolean;
}

export interface HelpData {
  hint: string;
  /** Keys, and what each does. */
  always: [string, string][];
  single: [string, string][];
  /** Name, what of it, its licence, and where that is written. */
  sources: [string, string, string, string | null][];
  version: string;
}

// The page in one file: `takeout/standalone.py`.

export interface StandaloneContent {
  keys: MapKeys & { feature: string; branch: string };
  map: Omit<MapData, "keys" | "selected" | "branch" | "shown" | "hidden" | "spot" | "followed"> & {
    static: string;
  };
  overview: Overview;
  /** By its id, with all its ways: the whole one by no id. */
  features: Record<string, Place & { ways: Record<string, Way> }>;
  citations: Record<string, Cited["styles"]>;
}
