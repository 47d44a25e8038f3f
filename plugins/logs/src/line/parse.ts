import { withoutEscapes } from '@pilothouse/plugin-platform-react';

/** How grave a line is; `undefined` where it does not say. */
export type Level = 'debug' | 'info' | 'warn' | 'error';

/** A line taken apart. */
export interface ParsedLine {
  readonly level?: Level;
  /** As the line itself calls it, for example `WARNING`. */
  readonly levelName?: string;
  readonly message: string;
  /** What else a JSON line says, name by name. */
  readonly fields: readonly (readonly [string, string])[];
}

const levelKeys = ['level', 'severity', 'lvl', 'levelname', 'log.level'];
const messageKeys = ['message', 'msg', 'event', 'text'];
const timeKeys = new Set(['time', 'timestamp', 'ts', '@timestamp', 'datetime']);

const levels: Readonly<Record<string, Level>> = {
  trace: 'debug',
  debug: 'debug',
  info: 'info',
  information: 'info',
  notice: 'info',
  warn: 'warn',
  warning: 'warn',
  error: 'error',
  err: 'error',
  severe: 'error',
  critical: 'error',
  fatal: 'error',
  panic: 'error',
  alert: 'error',
  emergency: 'error',
};

/** Levels of pino and bunyan. */
const numbered: Readonly<Record<string, string>> = {
  10: 'TRACE',
  20: 'DEBUG',
  30: 'INFO',
  40: 'WARN',
  50: 'ERROR',
  60: 'FATAL',
};

const spoken =
  /^(?:\S+\s+){0,4}?\[?(trace|debug|info|notice|warn(?:ing)?|error|critical|fatal|panic)\]?(?=[\s:|]|$)/i;
const named = /(?:^|\s)level=("?)(\w+)\1/i;

/** Takes a line apart: JSON into its fields, of others only the level is found. */
export function parseLine(raw: string): ParsedLine {
  const text = withoutEscapes(raw);
  const object = objectOf(text);
  if (object) {
    return parsedObject(object);
  }
  const start = text.slice(0, 120);
  const name = named.exec(start)?.[2] ?? spoken.exec(start)?.[1];
  return { level: levelOf(name), message: text, fields: [] };
}

/** A line as it is shown with its fields. */
export function asShown({ levelName, message, fields }: ParsedLine): string {
  const shownFields = fields.map(([name, value]) => `${name}=${value}`);
  return [levelName, message, ...shownFields]
    .filter(part => part !== undefined && part !== '')
    .join(' ');
}

function parsedObject(object: Readonly<Record<string, unknown>>): ParsedLine {
  const levelKey = levelKeys.find(key => isPlain(object[key]));
  const messageKey = messageKeys.find(key => typeof object[key] === 'string');
  const given = levelKey && String(object[levelKey]);
  const levelName = given && (numbered[given] ?? given.toUpperCase());
  return {
    level: levelOf(levelName),
    levelName,
    message: messageKey ? String(object[messageKey]) : '',
    fields: Object.entries(object)
      .filter(
        ([key]) => key !== levelKey && key !== messageKey && !timeKeys.has(key),
      )
      .map(([key, value]) => [key, shown(value)]),
  };
}

function levelOf(name: string | undefined): Level | undefined {
  return name ? levels[name.toLowerCase()] : undefined;
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number';
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function objectOf(text: string): Record<string, unknown> | undefined {
  if (!text.startsWith('{') || !text.trimEnd().endsWith('}')) {
    return undefined;
  }
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value))
      : undefined;
  } catch {
    return undefined;
  }
}
