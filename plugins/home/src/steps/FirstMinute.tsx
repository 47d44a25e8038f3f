import { Link } from '@backstage/core-components';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { homeTranslationRef } from '../language/ref';
import { titleOf } from '../owned/applications';
import type { Step } from './steps';
import { useSteps } from './useSteps';

const useStyles = makeStyles(theme => ({
  root: {
    marginBottom: theme.spacing(3),
    padding: theme.spacing(2),
    background: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    borderLeft: `4px solid ${theme.palette.primary.main}`,
    borderRadius: theme.shape.borderRadius,
  },
  head: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
    '& h2': { margin: 0, fontSize: 18 },
  },
  steps: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 240px), 1fr))',
    gap: theme.spacing(2),
    margin: theme.spacing(1.5, 0, 0),
    padding: 0,
    listStyle: 'none',
    '& p': { margin: theme.spacing(0.5, 0, 1), fontSize: 14 },
  },
  name: { fontWeight: 600 },
}));

/** Three things to try, for as long as one has not tried them. */
export function FirstMinute() {
  const classes = useStyles();
  const { t } = useTranslationRef(homeTranslationRef);
  const { steps, finish, dismiss } = useSteps();
  if (steps.length === 0) {
    return null;
  }
  return (
    <section className={classes.root} aria-labelledby="first-minute">
      <div className={classes.head}>
        <h2 id="first-minute">{t('steps.title')}</h2>
        <Button size="small" onClick={dismiss}>
          {t('steps.dismiss')}
        </Button>
      </div>
      <ul className={classes.steps}>
        {steps.map(step => (
          <li key={step.id}>
            <StepCard step={step} onDone={() => finish(step.id)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function StepCard({ step, onDone }: { step: Step; onDone: () => void }) {
  const classes = useStyles();
  const { t } = useTranslationRef(homeTranslationRef);
  const to = useTarget(step);
  const name = step.id === 'create' ? '' : titleOf(step.entity);
  return (
    <>
      <div className={classes.name}>
        {t(`steps.${step.id}.title`, { name })}
      </div>
      <p>{t(`steps.${step.id}.text`)}</p>
      <Link to={to} onClick={onDone}>
        {t(`steps.${step.id}.action`, { name })}
      </Link>
    </>
  );
}

function useTarget(step: Step): string {
  const entityPage = useRouteRef(entityRouteRef);
  switch (step.id) {
    case 'open':
      return step.url;
    case 'break': {
      const { kind, namespace, name } = parseEntityRef(
        stringifyEntityRef(step.entity),
      );
      const page = entityPage?.({ kind, namespace, name }) ?? '/catalog';
      return step.url ?? `${page}/kubernetes`;
    }
    default:
      return '/create';
  }
}
