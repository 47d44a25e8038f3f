import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  boundsFor,
  isClosed,
  termsFor,
  type Cost,
  type Exceeded,
  type FieldBound,
  type OrderForm,
  type TermsPlace,
} from '@pilothouse/plugin-platform-common';
import { useLanguage } from '@pilothouse/plugin-platform-react';
import { useMemo } from 'react';
import { marketplaceTranslationRef } from '../language/ref';
import { useWords } from '../words/useWords';

type Named = Pick<OrderForm, 'fields' | 'plans'>;

/** Says prices and limits in words. */
export function useTermsWords() {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const language = useLanguage();
  const wordsOf = useWords();
  return useMemo(() => {
    const list = (all: readonly unknown[]) =>
      new Intl.ListFormat(language, { type: 'disjunction' }).format(
        all.map(String),
      );
    const titleOf = (name: string, { plans }: Named) => {
      const plan = plans.find(each => each.name === name);
      return plan ? wordsOf(plan.title) : name;
    };
    const fieldOf = ({ field }: FieldBound, { fields }: Named) => {
      const found = fields.find(({ path }) => path.join('.') === field);
      return found ? wordsOf(found.title) : `spec.${field}`;
    };
    const money = (amount: number, { currency }: Pick<Cost, 'currency'>) =>
      new Intl.NumberFormat(language, { style: 'currency', currency }).format(
        amount,
      );
    const range = ({ least, most, oneOf }: FieldBound) => {
      const between =
        least !== undefined && most !== undefined
          ? [t('terms.between', { least: `${least}`, most: `${most}` })]
          : [
              ...(least === undefined
                ? []
                : [t('terms.atLeast', { least: `${least}` })]),
              ...(most === undefined
                ? []
                : [t('terms.atMost', { most: `${most}` })]),
            ];
      const values = oneOf ? [t('terms.oneOf', { values: list(oneOf) })] : [];
      const parts: string[] = [...between, ...values];
      return parts.reduce((one, other) => t('terms.both', { one, other }));
    };
    const placeOf = (environment: string | undefined) =>
      environment ?? t('terms.withoutEnvironment');
    return {
      money,
      range,
      month: (cost: Cost) =>
        t('terms.month', { cost: money(cost.month, cost) }),
      /** Limits of a plan in an environment, each in a few words. */
      limits(form: Named & Pick<OrderForm, 'terms'>, place: TermsPlace) {
        const { terms = [] } = form;
        if (isClosed(terms, place)) {
          const environment = placeOf(place.environment);
          return [t('terms.closed', { environment })];
        }
        return [
          ...termsFor(terms, place).flatMap(({ instances: count }) =>
            count === undefined ? [] : [t('terms.most', { count })],
          ),
          ...boundsFor(terms, place).map(bound =>
            t('terms.field', {
              field: fieldOf(bound, form),
              range: range(bound),
            }),
          ),
        ];
      },
      exceeded(exceeded: Exceeded, form: Named) {
        switch (exceeded.kind) {
          case 'field': {
            const { bound, is } = exceeded;
            const said = { field: fieldOf(bound, form), range: range(bound) };
            return is === undefined
              ? t('terms.field', said)
              : t('terms.fieldIs', { ...said, is });
          }
          case 'instances': {
            const { most: count, are, plans } = exceeded;
            const environment = placeOf(exceeded.environment);
            const tenant = exceeded.tenant ?? t('terms.noTeam');
            if (count === 0) return t('terms.closed', { environment });
            const said = { count, are: `${are}`, environment, tenant };
            return plans
              ? t('terms.instancesOf', {
                  ...said,
                  plans: list(plans.map(name => titleOf(name, form))),
                })
              : t('terms.instances', said);
          }
          default:
            return t('terms.noPlan', {
              plans: list(exceeded.plans.map(name => titleOf(name, form))),
            });
        }
      },
    };
  }, [language, t, wordsOf]);
}
