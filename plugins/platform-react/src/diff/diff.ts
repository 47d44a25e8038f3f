import { diffLines } from 'diff';

/** A line of a change. */
export interface DiffLine {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** Lines that are shown, or unchanged ones that are folded away. */
export interface DiffBlock {
  readonly kind: 'shown' | 'folded';
  readonly lines: readonly DiffLine[];
}

const contextLines = 3;

function linesOf(before: string, after: string): DiffLine[] {
  return diffLines(before, after).flatMap(part => {
    const kind =
      (part.added && 'added') || (part.removed && 'removed') || 'same';
    return part.value
      .replace(/\n$/, '')
      .split('\n')
      .map((text): DiffLine => ({ kind, text }));
  });
}

/** A change of a text line by line; what is far from any change is folded. */
export function diffBlocks(before: string, after: string): DiffBlock[] {
  const lines = before === after ? [] : linesOf(before, after);
  const changes = lines.flatMap(({ kind }, at) =>
    kind === 'same' ? [] : [at],
  );
  const isNear = (at: number) =>
    changes.some(change => Math.abs(change - at) <= contextLines);
  const blocks: { kind: DiffBlock['kind']; lines: DiffLine[] }[] = [];
  lines.forEach((line, at) => {
    const kind = isNear(at) ? 'shown' : 'folded';
    const last = blocks[blocks.length - 1];
    if (last?.kind === kind) {
      last.lines.push(line);
    } else {
      blocks.push({ kind, lines: [line] });
    }
  });
  return blocks;
}

/** How many lines are added and removed. */
export function diffSize(blocks: readonly DiffBlock[]) {
  const lines = blocks.flatMap(block => block.lines);
  return {
    added: lines.filter(({ kind }) => kind === 'added').length,
    removed: lines.filter(({ kind }) => kind === 'removed').length,
  };
}
