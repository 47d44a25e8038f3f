import type { TranslationFunction } from '@backstage/frontend-plugin-api';
import {
  boundsFor,
  isClosed,
  termsFor,
  type Cost,
  type Exceeded,
  type FieldBound,
  type OrderForm,
  type TermsNames,
  type TermsPlace,
  type Words,
} from '@pilothouse/plugin-platform-common';
import type { termsTranslationRef } from './language/ref';

/** Prices and limits in words. */
export interface TermsWords {
  readonly money: (amount: number, of: Pick<Cost, 'currency'>) => string;
  /** What something costs a month. */
  readonly month: (cost: Cost) => string;
  /** Limits of a plan in an environment, each in a few words. */
  readonly limits: (
    form: TermsNames & Pick<OrderForm, 'terms'>,
    place: TermsPlace,
  ) => string[];
  /** A limit that an order goes over. */
  readonly exceeded: (exceeded: Exceeded, names: TermsNames) => string;
}

/** Says prices and limits in a language. */
export function termsWords({
  language,
  t,
}: {
  /** Its code. */
  readonly language: string;
  readonly t: TranslationFunction<(typeof termsTranslationRef)['T']>;
}): TermsWords {
  const wordsOf = ({ en, zh }: Words) => (language === 'zh' ? zh : en);
  const list = (all: readonly unknown[]) =>
    new Intl.ListFormat(language, { type: 'disjunction' }).format(
      all.map(String),
    );
  const titleOf = (name: string, { plans }: TermsNames) => {
    const plan = plans.find(each => each.name === name);
    return plan ? wordsOf(plan.title) : name;
  };
  const fieldOf = ({ field }: FieldBound, { fields }: TermsNames) => {
    const found = fields.find(({ path }) => path.join('.') === field);
    return found ? wordsOf(found.title) : `spec.${field}`;
  };
  const money = (amount: number, { currency }: Pick<Cost, 'currency'>) =>
    new Intl.NumberFormat(language, { style: 'currency', currency }).format(
      amount,
    );
  const range = ({ least, most, total, oneOf }: FieldBound) => {
    const between =
      least !== undefined && most !== undefined
        ? [t('between', { least: `${least}`, most: `${most}` })]
        : [
            ...(least === undefined
              ? []
              : [t('atLeast', { least: `${least}` })]),
            ...(most === undefined ? [] : [t('atMost', { most: `${most}` })]),
          ];
    const values = oneOf ? [t('oneOf', { values: list(oneOf) })] : [];
    const together =
      total === undefined ? [] : [t('together', { total: `${total}` })];
    const parts: string[] = [...between, ...together, ...values];
    return parts.reduce((one, other) => t('both', { one, other }));
  };
  const placeOf = (environment: string | undefined) =>
    environment ?? t('withoutEnvironment');
  return {
    money,
    month: cost => t('month', { cost: money(cost.month, cost) }),
    limits(form, place) {
      const { terms = [] } = form;
      if (isClosed(terms, place)) {
        return [t('closed', { environment: placeOf(place.environment) })];
      }
      return [
        ...termsFor(terms, place).flatMap(({ instances: count }) =>
          count === undefined ? [] : [t('most', { count })],
        ),
        ...boundsFor(terms, place).map(bound =>
          t('field', { field: fieldOf(bound, form), range: range(bound) }),
        ),
      ];
    },
    exceeded(exceeded, names) {
      switch (exceeded.kind) {
        case 'field': {
          const { bound, is } = exceeded;
          const said = { field: fieldOf(bound, names), range: range(bound) };
          return is === undefined
            ? t('field', said)
            : t('fieldIs', { ...said, is });
        }
        case 'instances': {
          const { most: count, are, plans } = exceeded;
          const environment = placeOf(exceeded.environment);
          const tenant = exceeded.tenant ?? t('noTeam');
          if (count === 0) return t('closed', { environment });
          const said = { count, are: `${are}`, environment, tenant };
          return plans
            ? t('instancesOf', {
                ...said,
                plans: list(plans.map(name => titleOf(name, names))),
              })
            : t('instances', said);
        }
        default:
          return t('noPlan', {
            plans: list(exceeded.plans.map(name => titleOf(name, names))),
          });
      }
    },
  };
}
