import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import {
  compareEnvironments,
  type OrderForm,
} from '@pilothouse/plugin-platform-common';
import { useTermsWords } from '@pilothouse/plugin-platform-react';
import { Table } from '../instance/Table';
import { marketplaceTranslationRef } from '../language/ref';
import { useWords } from '../words/useWords';

const useStyles = makeStyles(theme => ({
  summary: { color: theme.palette.text.secondary, fontSize: 13 },
  limits: { margin: 0, paddingLeft: theme.spacing(2), fontSize: 13 },
}));

/** Plans beside each other: what each costs and may be in each environment. */
export function PlanTable({ form }: { form: OrderForm }) {
  const classes = useStyles();
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const wordsOf = useWords();
  const words = useTermsWords();
  const { plans, places, terms, costs = [] } = form;
  const environments = [
    ...new Set(places.map(({ environment }) => environment)),
  ].sort(compareEnvironments);
  return (
    <Table
      label={t('terms.plans')}
      head={[
        t('terms.plan'),
        ...(terms
          ? environments.map(each => each ?? t('terms.noEnvironment'))
          : []),
      ]}
      rows={plans.map(({ name, title, summary }) => ({
        key: name,
        cells: [
          <>
            <div>{wordsOf(title)}</div>
            <div className={classes.summary}>{wordsOf(summary)}</div>
          </>,
          ...(terms
            ? environments.map(environment => {
                const found = costs.find(
                  each =>
                    each.plan === name && each.environment === environment,
                );
                const limits = words.limits(form, { plan: name, environment });
                return (
                  <>
                    {found && <div>{words.month(found.cost)}</div>}
                    {limits.length > 0 && (
                      <ul className={classes.limits}>
                        {limits.map(limit => (
                          <li key={limit}>{limit}</li>
                        ))}
                      </ul>
                    )}
                    {!found && limits.length === 0 && t('terms.unsaid')}
                  </>
                );
              })
            : []),
        ],
      }))}
    />
  );
}
