import { memo } from 'react';
import { Marked, type Matcher } from '@pilothouse/plugin-platform-react';
import { podColors } from '../line/colors';
import { isFound } from '../line/found';
import { parseLine, type ParsedLine } from '../line/parse';
import { inBothZones, timeOfDay } from '../line/time';
import type { Row } from '../store/rows';
import { Note } from './Note';
import type { RowClasses } from './styles';

/** How lines are shown. */
export interface LineLook {
  readonly wrap: boolean;
  /** Whether the fields of JSON lines are shown. */
  readonly fields: boolean;
  /** Whether the container stands beside the pod. */
  readonly containers: boolean;
}

const parsed = new WeakMap<Row, ParsedLine>();

function parsedOf(row: Row, text: string): ParsedLine {
  const known = parsed.get(row) ?? parseLine(text);
  parsed.set(row, known);
  return known;
}

/** One row: a line, or a note about what is missing or has ended. */
export const LogRow = memo(function OneRow(props: {
  row: Row;
  look: LineLook;
  matcher?: Matcher;
  isCurrent: boolean;
  classes: RowClasses;
}) {
  const { row, look, matcher, isCurrent, classes } = props;
  if (row.kind !== 'line') {
    return <Note row={row} classes={classes} />;
  }
  const { pod, container, short, color } = row.source;
  const line = parsedOf(row, row.text);
  const found = matcher !== undefined && isFound(matcher, row.text);
  const colors = podColors.light.length;
  const names: Readonly<Record<string, string>> = classes;
  return (
    <div
      className={[
        classes.row,
        found && classes.found,
        isCurrent && classes.current,
      ]
        .filter(Boolean)
        .join(' ')}
      aria-current={isCurrent || undefined}
    >
      <time
        className={classes.time}
        dateTime={row.at}
        title={inBothZones(row.at)}
      >
        {timeOfDay(row.at)}
      </time>
      <span
        className={`${classes.pod} ${names[`pod${color % colors}`]}`}
        title={`${pod} · ${container}`}
      >
        {look.containers ? `${short} ${container}` : short}
      </span>
      <span className={look.wrap ? classes.wrapped : classes.text}>
        <Line line={line} look={look} matcher={matcher} classes={classes} />
      </span>
    </div>
  );
});

function Line(props: {
  line: ParsedLine;
  look: LineLook;
  matcher?: Matcher;
  classes: RowClasses;
}) {
  const { line, look, matcher, classes } = props;
  const { level, levelName, message, fields } = line;
  const mark = { matcher, className: classes.mark };
  return (
    <>
      {levelName && (
        <span className={level && classes[level]}>{levelName.padEnd(6)}</span>
      )}
      <span className={levelName ? undefined : plainClass(level, classes)}>
        <Marked text={message} {...mark} />
      </span>
      {look.fields &&
        fields.map(([name, value]) => (
          <span key={name}>
            {'  '}
            <span className={classes.field}>{name}=</span>
            <Marked text={value} {...mark} />
          </span>
        ))}
    </>
  );
}

/** A line that names its level in its text is colored only where that is bad news. */
function plainClass(level: ParsedLine['level'], classes: RowClasses) {
  return level === 'warn' || level === 'error' ? classes[level] : undefined;
}
