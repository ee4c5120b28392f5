declare module 'd3-geo' {
  type Point = [number, number]
  interface Projection { (place: Point): Point | null, fitExtent(extent: [Point, Point], shape: never): Projection }
  interface Path { (shape: never): string | null, area(shape: never): number, digits(n: number): Path }
  export function geoNaturalEarth1(): Projection
  export function geoPath(projection: Projection): Path
  export function geoCentroid(shape: never): Point
  export function geoArea(shape: never): number
}
declare module 'topojson-client' { export function feature(world: unknown, object: unknown): unknown }
