// What the scripts find in the page.

/** Leaflet, once its script has run. */
interface Window {
  L: typeof L;
}

/** Streamlit's component, version 2: `Data` is what Python hands over, `Told` what it is told. */
interface Component<Data, Told = object> {
  parentElement: HTMLElement;
  /** The address of all scripts and style sheets besides. */
  data: Data & { static: string };
  /** Run the page with a value that holds for that run. */
  setTriggerValue<Name extends keyof Told>(name: Name, value: Told[Name]): void;
  /** Run the page with a value that lasts. */
  setStateValue<Name extends keyof Told>(name: Name, value: Told[Name]): void;
}

// What the scripts of the page tell one another.
interface DocumentEventMap {
  /** A feature is pointed at somewhere, or none. */
  "corridors:point": CustomEvent<string | null>;
  /** The window of time moves: features that it shows and hides, until the page has answered. */
  "corridors:window": CustomEvent<{ inside: string[]; outside: string[] } | null>;
  /** A phone's sheet stands where it was drawn to. */
  "corridors:sheet": CustomEvent;
  /** The page is about to be another step of the way back. */
  "corridors:leaving": Event;
  "corridors:ask": CustomEvent<import("./contract").Question>;
  "corridors:answer": CustomEvent<import("./contract").AnswerData>;
}
