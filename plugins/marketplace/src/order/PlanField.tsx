import { useTranslationRef } from '@backstage/frontend-plugin-api';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import Radio from '@material-ui/core/Radio';
import RadioGroup from '@material-ui/core/RadioGroup';
import { makeStyles } from '@material-ui/core/styles';
import type { OrderForm } from '@pilothouse/plugin-platform-common';
import { marketplaceTranslationRef } from '../language/ref';
import { useWords } from '../words/useWords';

const useStyles = makeStyles(theme => ({
  plan: { alignItems: 'flex-start' },
  summary: { color: theme.palette.text.secondary, fontSize: 13 },
}));

/** Which of several plans is wanted. */
export function PlanField(props: {
  plans: OrderForm['plans'];
  plan: string | undefined;
  onChange: (plan: OrderForm['plans'][number]) => void;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const wordsOf = useWords();
  const { plans, plan, onChange } = props;
  return plans.length < 2 ? null : (
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
          label={
            <>
              <div>{wordsOf(each.title)}</div>
              <div className={classes.summary}>{wordsOf(each.summary)}</div>
            </>
          }
        />
      ))}
    </RadioGroup>
  );
}
