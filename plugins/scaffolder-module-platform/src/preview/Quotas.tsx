import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type {
  CreationCheck,
  QuotaAmount,
} from '@pilothouse/plugin-platform-common';
import { statusColors, useNumber } from '@pilothouse/plugin-platform-react';
import { creationTranslationRef } from '../language/ref';
import { amountText, hasRoom, sharesOf } from './amount';

const useStyles = makeStyles(theme => {
  const colors = statusColors[theme.palette.type];
  return {
    list: { margin: theme.spacing(1, 0, 2), padding: 0, listStyle: 'none' },
    line: {
      display: 'flex',
      flexWrap: 'wrap',
      justifyContent: 'space-between',
      gap: theme.spacing(0, 1),
      fontSize: 14,
    },
    resource: { fontFamily: 'ui-monospace, monospace' },
    bar: {
      display: 'flex',
      height: 8,
      marginBottom: theme.spacing(1),
      background: theme.palette.action.disabledBackground,
    },
    used: { background: theme.palette.text.secondary },
    wanted: { background: colors.healthy },
    tooMuch: { background: colors.failed },
    against: { color: colors.failed, fontWeight: 600 },
  };
});

/** Quotas of the namespaces, with what is asked for on top of what is used. */
export function Quotas(props: { checks: readonly CreationCheck[] }) {
  const classes = useStyles();
  const { t } = useTranslationRef(creationTranslationRef);
  const rows = props.checks.flatMap(check =>
    check.check === 'quota'
      ? check.amounts.map(amount => ({ ...amount, of: check.namespace }))
      : [],
  );
  const forRollout = props.checks.reduce(
    (sum, check) =>
      check.check === 'quota' && check.amounts.length > 0
        ? sum + (check.forRollout ?? 0)
        : sum,
    0,
  );
  const quotas = [...new Set(rows.map(({ of, quota }) => `${of} ${quota}`))];
  return (
    <>
      <Typography variant="h6" component="h3">
        {t('preview.quotas')}
      </Typography>
      {quotas.length === 0 && <p>{t('preview.noQuotas')}</p>}
      {quotas.map(key => {
        const own = rows.filter(({ of, quota }) => `${of} ${quota}` === key);
        const [{ of: namespace, quota }] = own;
        const title = t('preview.quotaOf', { namespace, quota });
        return (
          <div key={key}>
            <Typography variant="subtitle2" component="h4">
              {title}
            </Typography>
            <ul className={classes.list} aria-label={title}>
              {own.map(amount => (
                <li key={amount.resource}>
                  <Bar amount={amount} />
                </li>
              ))}
            </ul>
          </div>
        );
      })}
      {forRollout > 0 && (
        <p>{t('preview.forRollout', { count: forRollout })}</p>
      )}
    </>
  );
}

function Bar({ amount }: { amount: QuotaAmount }) {
  const classes = useStyles();
  const { t } = useTranslationRef(creationTranslationRef);
  const number = useNumber();
  const text = (value: number) =>
    amountText(amount.resource, value, each => number.format(each));
  const { used, wanted } = sharesOf(amount);
  const fits = hasRoom(amount);
  const told = { used: text(amount.used), most: text(amount.most) };
  const sentence =
    amount.wanted === undefined
      ? t('preview.unspecified', told)
      : t('preview.amount', { ...told, wanted: text(amount.wanted) });
  return (
    <>
      <div className={classes.line}>
        <span className={classes.resource}>{amount.resource}</span>
        <span>
          {sentence}
          {!fits && (
            <span className={classes.against}> · {t('preview.tooSmall')}</span>
          )}
        </span>
      </div>
      <div className={classes.bar} aria-hidden>
        <div className={classes.used} style={{ width: `${used}%` }} />
        <div
          className={fits ? classes.wanted : classes.tooMuch}
          style={{ width: `${wanted}%` }}
        />
      </div>
    </>
  );
}
