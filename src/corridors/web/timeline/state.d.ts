// What the modules of the timeline share.

import type { Span, TimelineData, TimelineDescribed, TimelineTold } from "../contract";
import type { Sender } from "../lib/sending.js";

export type Edge = "start" | "end";

/** First and last day, null for an open end. */
export interface Window {
  start: number | null;
  end: number | null;
}

/** A window without an open end. */
export interface Closed {
  start: number;
  end: number;
}

/** A thing or an article, as a mark of a lane. */
export interface Marked {
  name: string;
  label: string;
  when: string;
  span: Span;
  exact: boolean;
  feature?: string;
  symbol?: number;
  article?: string;
}

/** Articles of some months as one column. */
export interface Column {
  first: number;
  last: number;
  number: number;
  name: string;
  span: Span;
  broad?: boolean;
}

export interface Mark {
  element: HTMLElement;
  things: { span: Span; feature?: string }[];
}

export interface Strip {
  data: TimelineData & TimelineDescribed & { static: string };
  window: Window;
  /** Sends the window, in a word. */
  windows: Sender<string>;
  /** All days that there are, and those in view. */
  days: Span;
  view: Span;
  width: number;
  marks: Mark[];
  /** The highest column, as articles a month. */
  highest?: number;
  /** What was last drawn, and said. */
  drawn?: string;
  laid?: string;
  saying?: string;
  say?: () => void;
  /** The mark that takes part in the order of Tab. */
  roving?: string;
  hadFocus?: boolean;
  dragged?: boolean;
  settling?: number;
  sayingAt?: number;
  player: { controls: HTMLElement[]; on: boolean; stop(): void };
  resize: ResizeObserver;
  set(window: Window): void;
  see(view: Span): void;
  open(things: Marked[]): void;
  tell(element: HTMLElement | null, lines?: string[], several?: boolean): void;
  emit: Component<TimelineData, TimelineTold>["setTriggerValue"];
  root: HTMLElement;
  folder: HTMLElement;
  words: HTMLElement;
  counts: HTMLElement;
  said: HTMLElement;
  all: HTMLElement;
  tools: HTMLElement;
  axis: HTMLElement;
  names: HTMLElement;
  rows: HTMLElement;
  plot: HTMLElement;
  body: HTMLElement;
  tip: HTMLElement;
  lanes: Map<string, HTMLElement>;
  more: { before: HTMLElement; after: HTMLElement };
  handles: { start: HTMLElement; end: HTMLElement };
  shades: HTMLElement[];
  between: HTMLElement;
}
