import type { CreationCheck } from '@pilothouse/plugin-platform-common';
import { absoluteTime } from '@pilothouse/plugin-platform-react';
import { toolText, unknownText } from '../tools/lacking';
import type { Reader, Say } from './translate';

/** What a check found, in the reader's language: what is wrong, or what is fine. */
export function checkText(check: CreationCheck, reader: Reader): string {
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
      return t(`check.middleware.${check.found}`, {
        environment: check.environment,
        message: check.message,
        name: check.name,
      });
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
  reader: Reader,
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
