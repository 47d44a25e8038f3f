import type {
  CreationCheck,
  OrderRefusal,
} from '@pilothouse/plugin-platform-common';
import { absoluteTime } from '@pilothouse/plugin-platform-react';
import { toolText, unknownText } from '../tools/lacking';
import type { CheckReader, Reader, Say } from './translate';

/** What a check found, in the reader's language: what is wrong, or what is fine. */
export function checkText(check: CreationCheck, reader: CheckReader): string {
  const { t } = reader;
  switch (check.check) {
    case 'name':
      return check.ok ? t('check.name.fine') : t('check.name.wrong');
    case 'owner':
      return t(check.ok ? 'check.owner.fine' : 'check.owner.wrong', {
        team: check.team,
      });
    case 'namespace':
      return placeText(check, reader);
    case 'free':
      return freeText(check, t);
    case 'host':
      return t(`check.host.${check.found}`, {
        environment: check.environment,
        host: check.host,
      });
    case 'quota':
      return t(check.ok ? 'check.quota.fine' : 'check.quota.wrong', {
        namespace: check.namespace,
      });
    case 'limits':
      return t('check.limits.wrong', {
        namespace: check.namespace,
        bounds: check.bounds,
      });
    case 'middleware':
      return orderText(check, reader);
    case 'tool':
      return toolText(check.tool, t);
    case 'tools-unknown':
      return unknownText(check.unknown, t);
    default:
      return t('check.chart.unknown');
  }
}

/** What is wrong, each thing once. */
export function checkTexts(
  checks: readonly CreationCheck[],
  reader: CheckReader,
): string[] {
  const against = checks.filter(({ ok }) => !ok);
  return [...new Set(against.map(check => checkText(check, reader)))];
}

function placeText(
  check: Extract<CreationCheck, { check: 'namespace' }>,
  { language, t }: Reader,
): string {
  const { cluster = '', environment, namespace = '', since } = check;
  const at = since ? absoluteTime(Date.parse(since), language) : '';
  return t(`check.namespace.${check.found}`, {
    ...{ cluster, environment, namespace },
    since: at,
  });
}

function orderText(
  check: Extract<CreationCheck, { check: 'middleware' }>,
  { t, terms }: CheckReader,
): string {
  const { environment, found, name } = check;
  if (found !== 'refused') {
    return t(`check.middleware.${found}`, { environment, name });
  }
  const { refusal = { kind: 'unknown' } } = check;
  const told = { ...{ environment, name }, ...detailsOf(refusal, terms) };
  return t(`check.order.${refusal.kind}`, told);
}

/** What the words of a refusal leave open; empty for the others. */
function detailsOf(refusal: OrderRefusal, terms: CheckReader['terms']) {
  const none = { limits: '', fields: '', plan: '', plans: '' };
  switch (refusal.kind) {
    case 'limits': {
      const { exceeded, names } = refusal;
      const limits = exceeded.map(each => terms().exceeded(each, names));
      return { ...none, limits: limits.join(' · ') };
    }
    case 'needs-secrets':
    case 'secrets':
      return { ...none, fields: refusal.fields.join(', ') };
    case 'no-such-plan': {
      const { plan, plans } = refusal;
      return { ...none, plan, plans: plans.join(', ') };
    }
    default:
      return none;
  }
}

/**
 * What there is to tell of a refusal besides that: what somebody else says of it. Nothing
 * where it is said with all that is known.
 */
export function rawOf(check: CreationCheck): string | undefined {
  const isSaid =
    check.check === 'middleware' &&
    (check.refusal === undefined
      ? check.found === 'taken'
      : !['not-taken', 'unknown', 'absent', 'not-allowed'].includes(
          check.refusal.kind,
        ));
  return isSaid ? undefined : check.message;
}

function freeText(
  check: Extract<CreationCheck, { check: 'free' }>,
  t: Say,
): string {
  const { message, name, namespace = '' } = check;
  const where = t(`in.${check.system}`, { namespace });
  switch (check.found) {
    case 'free':
      return t('check.free.free', { name, where });
    case 'taken':
      return t('check.free.taken', { name, where });
    default:
      return t('check.free.unknown', { where, message });
  }
}
