import { useTranslationRef } from '@backstage/frontend-plugin-api';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import Radio from '@material-ui/core/Radio';
import RadioGroup from '@material-ui/core/RadioGroup';
import { makeStyles } from '@material-ui/core/styles';
import { isClosed, type OrderForm } from '@pilothouse/plugin-platform-common';
import { useTermsWords } from '@pilothouse/plugin-platform-react';
import { marketplaceTranslationRef } from '../language/ref';
import { useWords } from '../words/useWords';

const useStyles = makeStyles(theme => ({
  plan: { alignItems: 'flex-start' },
  summary: { color: theme.palette.text.secondary, fontSize: 13 },
}));

/** Which of several plans is wanted, with what each costs and may be. */
export function PlanField(props: {
  form: Pick<OrderForm, 'plans' | 'fields' | 'terms' | 'costs'>;
  /** Where it is wanted, as far as that is known. */
  environment?: string;
  plan: string | undefined;
  onChange: (plan: OrderForm['plans'][number]) => void;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const wordsOf = useWords();
  const words = useTermsWords();
  const { form, environment, plan, onChange } = props;
  const { plans, terms = [], costs = [] } = form;
  const said = (name: string) => {
    const found = costs.find(
      each => each.plan === name && each.environment === environment,
    );
    return [
      ...(found ? [words.month(found.cost)] : []),
      ...words.limits(form, { plan: name, environment }),
    ];
  };
  const [first, ...others] = plans;
  if (first && others.length === 0) {
    return (
      <div>
        {said(first.name).map(line => (
          <div key={line} className={classes.summary}>
            {line}
          </div>
        ))}
      </div>
    );
  }
  return (
    <RadioGroup
      aria-label={t('order.plan')}
      value={plan ?? ''}
      onChange={(_, name) => {
        const found = plans.find(each => each.name === name);
        if (found) onChange(found);
      }}
    >
      {plans.map(each => (
        <FormControlLabel
          key={each.name}
          value={each.name}
          className={classes.plan}
          control={<Radio size="small" color="primary" />}
          disabled={isClosed(terms, { plan: each.name, environment })}
          label={
            <>
              <div>{wordsOf(each.title)}</div>
              <div className={classes.summary}>{wordsOf(each.summary)}</div>
              {said(each.name).map(line => (
                <div key={line} className={classes.summary}>
                  {line}
                </div>
              ))}
            </>
          }
        />
      ))}
    </RadioGroup>
  );
}
