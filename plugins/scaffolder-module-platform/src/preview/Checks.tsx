import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type { CreationCheck } from '@pilothouse/plugin-platform-common';
import { StatusShape } from '@pilothouse/plugin-platform-react';
import { rawOf } from '../language/check-text';
import { creationTranslationRef } from '../language/ref';
import { useCheckText } from '../language/useCheckText';

const useStyles = makeStyles(theme => ({
  list: {
    listStyle: 'none',
    margin: 0,
    padding: 0,
    '& > li': {
      display: 'flex',
      alignItems: 'baseline',
      gap: theme.spacing(1),
      padding: theme.spacing(0.5, 0),
      overflowWrap: 'anywhere',
    },
    '& .inner': { stroke: theme.palette.background.paper },
  },
  against: { fontWeight: 600 },
  details: { fontWeight: 400, '& pre': { whiteSpace: 'pre-wrap' } },
}));

/** Whether nothing before says the same, as of objects of one name in one namespace. */
function isNews<C extends { ok: boolean; said: string }>(
  { ok, said }: C,
  at: number,
  all: readonly C[],
): boolean {
  return !ok || all.findIndex(each => each.ok && each.said === said) === at;
}

/** What could not be found out is in the way of nothing, and not fine either. */
function statusOf({ check, ok }: CreationCheck) {
  if (!ok) return 'failed';
  return ['chart', 'tools-unknown'].includes(check) ? 'unknown' : 'healthy';
}

/** What was looked at, what is in the way first. */
export function Checks(props: { checks: readonly CreationCheck[] }) {
  const classes = useStyles();
  const { t } = useTranslationRef(creationTranslationRef);
  const text = useCheckText();
  const checks = props.checks
    .map(check => ({ ...check, said: text(check) }))
    .filter(isNews)
    .sort((a, b) => Number(a.ok) - Number(b.ok));
  return (
    <>
      <Typography variant="h6" component="h3">
        {t('preview.checks')}
      </Typography>
      <ul className={classes.list} aria-label={t('preview.checks')}>
        {checks.map((check, at) => (
          <li key={`${check.check} ${at}`}>
            <StatusShape status={statusOf(check)} />
            {check.ok ? (
              <span>{check.said}</span>
            ) : (
              <div className={classes.against}>
                {check.said}
                {rawOf(check) && (
                  <details className={classes.details}>
                    <summary>{t('preview.details')}</summary>
                    <pre>{rawOf(check)}</pre>
                  </details>
                )}
              </div>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
