import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import {
  goesOn,
  type PipelineRunDetail,
} from '@pilothouse/plugin-platform-common';
import { RelativeTime } from '@pilothouse/plugin-platform-react';
import type { offered, Order } from '../change/order';
import { pipelinesTranslationRef } from '../language/ref';
import { CommitLine } from '../list/CommitLine';
import { useCauseWords } from '../list/useCauseWords';
import { useRunName } from '../list/useRunName';
import { useTroubleWords } from '../list/useTroubleWords';
import { StateLabel } from '../state/StateLabel';
import { Took } from '../time/Took';

const useStyles = makeStyles(theme => ({
  root: { marginBottom: theme.spacing(2) },
  title: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1.5),
    '& h2': { fontSize: 18, margin: 0, overflowWrap: 'anywhere' },
  },
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0, 1.5),
    margin: theme.spacing(0.5, 0),
    overflowWrap: 'anywhere',
    color: theme.palette.text.secondary,
  },
  trouble: { margin: theme.spacing(0.5, 0), fontWeight: 600 },
  buttons: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 2),
    marginTop: theme.spacing(1),
  },
  button: { textTransform: 'none' },
}));

/** How a run is, what it is about, why it began, and what one can do about it. */
export function RunHead(props: {
  run: PipelineRunDetail;
  stale: boolean;
  offer: ReturnType<typeof offered>;
  begin: (order: Order) => void;
}) {
  const { run, stale, offer, begin } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const name = useRunName()(run);
  const causes = run.causes.map(useCauseWords());
  const trouble = useTroubleWords()(run);
  const lasts = goesOn(run.state);
  return (
    <div className={classes.root}>
      <div className={classes.title}>
        <StateLabel state={run.state} />
        <h2>{name}</h2>
      </div>
      {trouble.length > 0 && (
        <p className={classes.trouble}>{trouble.join(' · ')}</p>
      )}
      <div className={classes.line}>
        {run.commit && <CommitLine commit={run.commit} />}
        {causes.map(cause => (
          <span key={cause}>{cause}</span>
        ))}
        <RelativeTime at={run.startedAt} />
        <span>
          {t(lastedKey(lasts, stale), {
            duration: (
              <Took
                durationMs={run.durationMs}
                startedAt={run.startedAt}
                going={!stale && lasts}
              />
            ),
          })}
        </span>
        {run.tests && (
          <span>
            {t('tests.counts', {
              passed: `${run.tests.passed}`,
              failed: `${run.tests.failed}`,
              skipped: `${run.tests.skipped}`,
            })}
          </span>
        )}
      </div>
      <div className={classes.buttons}>
        {offer.runAgain && (
          <Button
            size="small"
            variant="outlined"
            className={classes.button}
            onClick={() => begin({ kind: 'run-again' })}
          >
            {t('action.runAgain')}
          </Button>
        )}
        {offer.abort && (
          <Button
            size="small"
            variant="outlined"
            className={classes.button}
            onClick={() => begin({ kind: 'abort' })}
          >
            {t('action.abort')}
          </Button>
        )}
        {run.url && <Link to={run.url}>{t('action.atServer')}</Link>}
      </div>
    </div>
  );
}

/** Only what has ended took some time. */
function lastedKey(lasts: boolean, stale: boolean) {
  if (!lasts) return 'run.took';
  return stale ? 'run.wasRunning' : 'run.running';
}
