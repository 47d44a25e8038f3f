import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import LinearProgress from '@material-ui/core/LinearProgress';
import { makeStyles } from '@material-ui/core/styles';
import type {
  OrderForm,
  OrderPreview,
} from '@pilothouse/plugin-platform-common';
import {
  DiffView,
  Failure,
  problemOf,
  type PreviewState,
} from '@pilothouse/plugin-platform-react';
import { marketplaceTranslationRef } from '../language/ref';
import { Section } from '../page/Section';
import { CostSection } from '../terms/CostSection';
import { ExceededSection } from '../terms/ExceededSection';
import { QuotaBar } from './QuotaBar';

const useStyles = makeStyles(theme => ({
  root: { minWidth: 0 },
  object: {
    marginBottom: theme.spacing(1),
    '& summary': { cursor: 'pointer', overflowWrap: 'anywhere' },
    '& pre': {
      margin: theme.spacing(0.5, 0),
      padding: theme.spacing(1),
      maxHeight: 360,
      overflow: 'auto',
      fontSize: 12,
      background: theme.palette.background.paper,
      border: `1px solid ${theme.palette.divider}`,
    },
  },
}));

const unnamed = { fields: [], plans: [] };

/** What an order would do, as the cluster answered a dry run of it. */
export function Effect(props: {
  state: PreviewState<OrderPreview>;
  takeOver: boolean;
  onTakeOver: (takeOver: boolean) => void;
  onAgain: () => void;
  /** Whether it is nothing that quotas count. */
  countsNothing?: boolean;
  /** Whether it is there already. */
  isChange?: boolean;
  /** By which fields and plans are called, where it is one of an item. */
  form?: Pick<OrderForm, 'fields' | 'plans'>;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const { state } = props;
  return (
    <div className={classes.root} aria-live="polite">
      {state.kind === 'none' && <p>{t('effect.none')}</p>}
      {state.kind === 'asking' && (
        <>
          <p>{t('effect.asking')}</p>
          <LinearProgress />
        </>
      )}
      {state.kind === 'failed' && (
        <Problem
          error={state.because}
          isChange={props.isChange}
          onAgain={props.onAgain}
        />
      )}
      {state.kind === 'known' && <Known {...props} preview={state.preview} />}
    </div>
  );
}

/** Why an order is not taken, and what to do. */
export function Problem(props: {
  error: Error;
  /** Whether it is about something that is there already. */
  isChange?: boolean;
  onAgain: () => void;
}) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const found = problemOf(props.error);
  const problem =
    found === 'changed' && props.isChange ? 'changed-meanwhile' : found;
  return (
    <Failure
      title={t(`problem.${problem}.title`)}
      advice={t(`problem.${problem}.advice`)}
      error={props.error}
      onRetry={props.onAgain}
    />
  );
}

function Known(props: {
  preview: OrderPreview;
  takeOver: boolean;
  onTakeOver: (takeOver: boolean) => void;
  countsNothing?: boolean;
  form?: Pick<OrderForm, 'fields' | 'plans'>;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const { diffs, quota, conflicts, unchanged, keptBy } = props.preview;
  const { cost, exceeded } = props.preview;
  return (
    <>
      {exceeded && (
        <ExceededSection exceeded={exceeded} form={props.form ?? unnamed} />
      )}
      {cost && <CostSection cost={cost} />}
      <Section title={t('effect.objects')}>
        {unchanged && <p>{t('effect.unchanged')}</p>}
        {keptBy && <p role="alert">{t(`effect.keptBy.${keptBy}`)}</p>}
        {diffs.map(({ ref, before, after }) => {
          const key = `${ref.kind}/${ref.name}`;
          const what = {
            kind: ref.kind,
            name: `${ref.namespace}/${ref.name}`,
          };
          return before ? (
            <div key={key}>
              <p>{t(after ? 'effect.changes' : 'effect.removes', what)}</p>
              <DiffView objectRef={ref} before={before} after={after} />
            </div>
          ) : (
            <details key={key} className={classes.object}>
              <summary>{t('effect.creates', what)}</summary>
              <pre>{after}</pre>
            </details>
          );
        })}
      </Section>
      {conflicts.length > 0 && (
        <Section title={t('effect.conflicts')}>
          <ul>
            {conflicts.map(({ field, manager }) => (
              <li key={field}>{t('effect.conflict', { field, manager })}</li>
            ))}
          </ul>
          {!keptBy && (
            <FormControlLabel
              label={t('effect.takeOver')}
              control={
                <Checkbox
                  checked={props.takeOver}
                  onChange={(_, checked) => props.onTakeOver(checked)}
                />
              }
            />
          )}
        </Section>
      )}
      {!props.countsNothing && (
        <Section title={t('quota.title')}>
          {quota.length === 0 && <p>{t('quota.none')}</p>}
          {quota.some(({ fits }) => !fits) && (
            <p role="alert">{t('quota.tooSmall')}</p>
          )}
          {quota.map(fit => (
            <QuotaBar key={`${fit.quota}/${fit.resource}`} fit={fit} />
          ))}
        </Section>
      )}
    </>
  );
}
