import type { CreationCheck } from '@pilothouse/plugin-platform-common';
import { toolText, unknownText } from '../tools/lacking';
import type { Say } from './translate';

/** What a check found, in the reader's language: what is wrong, or what is fine. */
export function checkText(check: CreationCheck, t: Say): string {
  switch (check.check) {
    case 'name':
      return check.ok ? t('check.name.fine') : t('check.name.wrong');
    case 'owner':
      return t(check.ok ? 'check.owner.fine' : 'check.owner.wrong', {
        team: check.team,
      });
    case 'namespace':
      return placeText(check, t);
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
    case 'tool':
      return toolText(check.tool, t);
    case 'tools-unknown':
      return unknownText(check.unknown, t);
    default:
      return t('check.chart.unknown');
  }
}

/** What is wrong, each thing once. */
export function checkTexts(checks: readonly CreationCheck[], t: Say): string[] {
  const against = checks.filter(({ ok }) => !ok);
  return [...new Set(against.map(check => checkText(check, t)))];
}

function placeText(
  check: Extract<CreationCheck, { check: 'namespace' }>,
  t: Say,
): string {
  const { cluster = '', environment, namespace = '' } = check;
  switch (check.found) {
    case 'one':
      return t('check.namespace.one', { cluster, environment, namespace });
    case 'new':
      return t('check.namespace.new', { cluster, environment, namespace });
    case 'refused':
      return t('check.namespace.refused', { cluster, environment, namespace });
    case 'several':
      return t('check.namespace.several', { environment });
    default:
      return t('check.namespace.none', { environment });
  }
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
