// What the modules of the map share.

import type { MapData, MapDescribed, MapTold, Tiles } from "../contract";
import type { Sender } from "../lib/sending.js";

export type Drawn = L.Polyline | L.Marker;

export interface MapState {
  root: HTMLElement;
  map: L.Map;
  data: MapData & MapDescribed & { static: string };
  selected: string | null;
  branch: string | null;
  /** Sends the clicked feature. */
  clicks: Sender<string>;
  /** By their ids. */
  groups: Map<string, L.FeatureGroup>;
  objects: Map<string, Drawn[]>;
  lines: { refresh(): void; add(line: { feature: string; leg: string; path: Drawn }): void };
  legend: Legend;
  tiles: { chosen(): string[]; choose(names: string[]): void; stop(): void };
  thin: Thin;
  labels: { refresh(): void; rebuild(): void };
  /** What was last sifted, attended to, compared, followed and described. */
  sifted: string | null;
  attended?: string;
  compared?: string;
  followed?: number;
  described?: string;
  /** Of the window of time, while it is dragged. */
  within?: { inside: string[]; outside: string[] } | null;
  spoken?: Map<string, number[]> | null;
  shows(id: string): boolean;
  emit: Component<MapData, MapTold>["setTriggerValue"];
  report: Component<MapData, MapTold>["setStateValue"];
  stop(): void;
  settling?: ReturnType<typeof setTimeout>;
}

export interface Legend {
  more: HTMLElement;
  reveal(id: string | undefined, branch: string | null): void;
  hide(names: string[]): void;
  hides(group: string, leg: string): boolean;
  hiddenBranches(): string[];
}

export interface Thin {
  many: boolean;
  refresh(): void;
  hides(id: string): boolean;
}

/** Tiles that are on: whether some came, or they cannot be had. */
export interface Tiled {
  offer: Tiles;
  came: boolean;
  failed: boolean;
  stop(): void;
}

/** A name to write on the map; `from` is the zoom that shows it. */
export interface Label {
  id?: string;
  group?: string;
  name: string;
  kind: "country" | "water" | "city" | "feature";
  at: [number, number];
  from: number;
  spoken?: boolean;
  small?: boolean;
  rank?: number;
}

export interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}
