import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type { PipelineFailure } from '@pilothouse/plugin-platform-common';
import { FailedTests } from '@pilothouse/plugin-platform-react';
import { creationTranslationRef } from '../language/ref';
import type { Say } from '../language/translate';

const useStyles = makeStyles(theme => ({
  root: { margin: theme.spacing(1, 0, 2) },
}));

/** Where the pipeline of a creation went wrong, and which test failed with what. */
export function PipelineFailed(props: { failure: PipelineFailure }) {
  const classes = useStyles();
  const { t } = useTranslationRef(creationTranslationRef);
  const { failure } = props;
  const { failedTests, failedTestsCut } = failure;
  return (
    <div className={classes.root}>
      <Typography variant="subtitle2" component="h3" gutterBottom>
        {sentenceOf(failure, t)}
      </Typography>
      {reasonsOf(failure, t).map(line => (
        <Typography key={line} gutterBottom>
          {line}
        </Typography>
      ))}
      {failedTests.length > 0 && (
        <FailedTests tests={failedTests} cut={false} />
      )}
      {failedTestsCut && (
        <Typography gutterBottom>{t('undo.pipeline.cut')}</Typography>
      )}
      <Typography color="textSecondary">{t('undo.pipeline.log')}</Typography>
    </div>
  );
}

function sentenceOf(
  { number: run, stages, state }: PipelineFailure,
  t: Say,
): string {
  const number = `${run}`;
  const [stage] = stages;
  switch (state) {
    case 'failed':
    case 'unstable':
      return stage
        ? t('undo.pipeline.failedIn', { number, stage: stage.name })
        : t('undo.pipeline.failed', { number });
    case 'aborted':
      return t('undo.pipeline.aborted', { number });
    default:
      return t('undo.pipeline.other', { number });
  }
}

/** What the CI server says of it, where no test says it better. */
function reasonsOf(
  { failedTests, jenkinsfile, stages }: PipelineFailure,
  t: Say,
): string[] {
  if (jenkinsfile) {
    const { line, text, unknownStep } = jenkinsfile;
    const what = unknownStep
      ? t('undo.pipeline.unknownStep', { step: unknownStep })
      : text;
    return [
      line === undefined
        ? t('undo.pipeline.jenkinsfile', { what })
        : t('undo.pipeline.jenkinsfileLine', { line: `${line}`, what }),
    ];
  }
  if (failedTests.length > 0) return [];
  return [...new Set(stages.flatMap(({ because }) => because ?? []))];
}
