import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { FailedTest } from '@pilothouse/plugin-platform-common';
import { platformReactTranslationRef } from '../language/ref';
import { statusColors } from '../status/colors';
import { StatusShape } from '../status/StatusShape';

const useStyles = makeStyles(theme => ({
  root: { listStyle: 'none', margin: 0, padding: 0, maxWidth: 960 },
  test: {
    padding: theme.spacing(1, 1.5),
    marginBottom: theme.spacing(1),
    background: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    fontSize: 13,
    '& .inner': { stroke: theme.palette.background.paper },
    '& summary': { cursor: 'pointer', color: theme.palette.text.secondary },
  },
  head: {
    display: 'flex',
    alignItems: 'baseline',
    gap: theme.spacing(1),
    '& > :first-child': { alignSelf: 'center' },
  },
  shape: {
    display: 'inline-flex',
    flex: 'none',
    color: statusColors[theme.palette.type].failed,
  },
  name: { fontWeight: 600, overflowWrap: 'anywhere' },
  where: { color: theme.palette.text.secondary, overflowWrap: 'anywhere' },
  said: {
    margin: theme.spacing(0.5, 0),
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    fontFamily: 'ui-monospace, Menlo, Consolas, monospace',
    fontSize: 12,
  },
}));

/** Tests that failed, each with what it expected and found. */
export function FailedTests(props: {
  tests: readonly FailedTest[];
  /** Whether there are more of them. */
  cut: boolean;
  /** How many are shown; all unless told. */
  most?: number;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(platformReactTranslationRef);
  const shown = props.tests.slice(0, props.most);
  const left = props.tests.length - shown.length;
  return (
    <>
      <ul className={classes.root} aria-label={t('tests.failed')}>
        {shown.map((test, at) => (
          <li key={`${at} ${test.name}`} className={classes.test}>
            <Test test={test} />
          </li>
        ))}
      </ul>
      {left > 0 && <p>{t('tests.left', { count: left })}</p>}
      {props.cut && <p>{t('tests.cut')}</p>}
    </>
  );
}

function Test({ test }: { test: FailedTest }) {
  const classes = useStyles();
  const { t } = useTranslationRef(platformReactTranslationRef);
  const where = test.className ?? test.suite;
  const { failedRuns = 1 } = test;
  return (
    <>
      <div className={classes.head}>
        <span className={classes.shape}>
          <StatusShape status="failed" size={13} />
        </span>
        <span>
          <span className={classes.name}>{test.name}</span>{' '}
          {where && <span className={classes.where}>{where}</span>}
        </span>
      </div>
      {failedRuns > 1 && (
        <div className={classes.where}>
          {t('tests.runs', { count: failedRuns })}
        </div>
      )}
      <pre className={classes.said}>{test.message ?? t('tests.silent')}</pre>
      {test.stack && (
        <details>
          <summary>{t('tests.stack')}</summary>
          <pre className={classes.said}>{test.stack}</pre>
        </details>
      )}
    </>
  );
}
