/** One line of the table. */
export interface Figure {
  readonly figure: string;
  readonly unit: string;
  /** What was measured here and now; undefined when this run did not measure it. */
  readonly ours: number | undefined;
  /** The stock product's figure, where there is one. */
  readonly reference?: number;
  readonly goal: number;
  /** Whether the goal is the least or the most that will do. */
  readonly wanted: 'at most' | 'at least';
  readonly met: boolean | undefined;
  /** The day on which it was measured, as in `2026-01-31`; undefined before it is kept. */
  readonly measuredOn?: string;
}

/** Makes a line; a figure is met when it is at most the goal. */
export function figure(
  name: string,
  unit: string,
  ours: number | undefined,
  goal: number,
  reference?: number,
): Figure {
  return {
    figure: name,
    unit,
    ours,
    reference,
    goal,
    wanted: 'at most',
    met: ours === undefined ? undefined : ours <= goal,
  };
}

/** Makes a line for a figure that is met when it is at least the goal. */
export function atLeast(
  name: string,
  unit: string,
  ours: number | undefined,
  goal: number,
  reference?: number,
): Figure {
  return {
    ...figure(name, unit, ours, goal, reference),
    wanted: 'at least',
    met: ours === undefined ? undefined : ours >= goal,
  };
}

/** The middle value; of an even count the lower one. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (middle === undefined) throw new Error('a median needs values');
  return middle;
}

/** The table as text, numbers right-aligned. */
export function table(figures: readonly Figure[]): string {
  const show = (value: number | undefined) =>
    value === undefined ? '–' : String(Math.round(value * 100) / 100);
  const rows = [
    ['figure', 'ours', 'stock', 'goal', 'unit', ''],
    ...figures.map(line => [
      line.figure,
      show(line.ours),
      show(line.reference),
      `${line.wanted === 'at most' ? '≤' : '≥'} ${show(line.goal)}`,
      line.unit,
      verdict(line.met),
    ]),
  ];
  const width = (column: number) =>
    Math.max(...rows.map(row => row[column]?.length ?? 0));
  return rows
    .map(row =>
      row
        .map((cell, column) =>
          column >= 1 && column <= 3
            ? cell.padStart(width(column))
            : cell.padEnd(width(column)),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function verdict(met: boolean | undefined): string {
  if (met === undefined) return 'not measured in this run';
  return met ? 'met' : 'MISSED';
}
