/** When a request goes to a canary, as ingress-nginx's annotations say it. */
export interface CanaryRule {
  readonly header?: string;
  readonly headerValue?: string;
  readonly headerPattern?: RegExp;
  readonly cookie?: string;
  readonly weight: number;
  readonly weightTotal: number;
}

/** Which part of the rule decided, and how. */
export interface CanaryDecision {
  readonly canary: boolean;
  readonly because: 'header' | 'cookie' | 'weight';
}

/** What of a request matters here; header names in lower case. */
export interface RequestTraits {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

const PREFIX = 'nginx.ingress.kubernetes.io/canary';

type Annotations = Readonly<Record<string, string>>;

/** Whether the annotations make an Ingress the canary of another one. */
export function isCanary(annotations: Annotations): boolean {
  return annotations[PREFIX] === 'true';
}

/**
 * Reads the canary annotations. What cannot be read is left out and named in `problems`.
 * As in ingress-nginx a total below 100 counts as 100.
 */
export function readCanaryRule(annotations: Annotations): {
  rule: CanaryRule;
  problems: string[];
} {
  const problems: string[] = [];
  const text = (name: string) => annotations[`${PREFIX}-${name}`] || undefined;
  const whole = (name: string, missing: number) => {
    const value = text(name);
    if (value === undefined) return missing;
    if (/^\d+$/.test(value)) return Number(value);
    problems.push(`canary-${name} is "${value}", which is no whole number`);
    return missing;
  };
  const pattern = text('by-header-pattern');
  const headerPattern = pattern ? compile(pattern) : undefined;
  if (pattern && !headerPattern) {
    problems.push(
      `canary-by-header-pattern "${pattern}" is no regular expression`,
    );
  }
  const rule = {
    header: text('by-header')?.toLowerCase(),
    headerValue: text('by-header-value'),
    headerPattern,
    cookie: text('by-cookie'),
    weight: whole('weight', 0),
    weightTotal: Math.max(100, whole('weight-total', 100)),
  };
  return { rule, problems };
}

/**
 * Decides by header, then cookie, then weight.
 *
 * @param random - between 0 and 1, 1 excluded
 */
export function decideCanary(
  rule: CanaryRule,
  request: RequestTraits,
  random: () => number,
): CanaryDecision {
  const byHeader = decideByHeader(rule, request);
  if (byHeader !== undefined) return { canary: byHeader, because: 'header' };
  const byCookie = always(rule.cookie && cookieOf(request, rule.cookie));
  if (byCookie !== undefined) return { canary: byCookie, because: 'cookie' };
  const drawn = Math.floor(random() * rule.weightTotal);
  return { canary: drawn < rule.weight, because: 'weight' };
}

function decideByHeader(
  { header, headerValue, headerPattern }: CanaryRule,
  request: RequestTraits,
): boolean | undefined {
  const values = header ? request.headers[header] : undefined;
  if (values === undefined) return undefined;
  const value = Array.isArray(values) ? values.join(', ') : values;
  if (headerValue) return value === headerValue || undefined;
  if (headerPattern) return headerPattern.test(value) || undefined;
  return always(value);
}

function always(value: string | undefined): boolean | undefined {
  if (value === 'always') return true;
  return value === 'never' ? false : undefined;
}

/** Value of a cookie of the request. */
export function cookieOf(
  { headers }: RequestTraits,
  name: string,
): string | undefined {
  const cookies = [headers.cookie ?? []].flat().join('; ').split(/;\s*/);
  const found = cookies.find(cookie => cookie.startsWith(`${name}=`));
  return found?.slice(name.length + 1);
}

function compile(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern);
  } catch {
    return undefined;
  }
}
