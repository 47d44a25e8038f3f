import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { platformReactTranslationRef } from '../language/ref';
import { Duration } from '../time/Time';
import type { KnownPipelines } from './useBrokenPipelines';

const useStyles = makeStyles(theme => ({
  note: { marginBottom: theme.spacing(1.5) },
}));

/** What is not known of pipelines, and why; nothing where all is. */
export function PipelineNote(props: { known: KnownPipelines }) {
  const classes = useStyles();
  const { t } = useTranslationRef(platformReactTranslationRef);
  const { silent, notRead } = props.known;
  if (notRead) {
    return (
      <Typography role="status" className={classes.note}>
        {t('pipeline.notRead')}
      </Typography>
    );
  }
  return silent ? (
    <Typography
      role="status"
      component="div"
      className={classes.note}
      title={silent.because.message}
    >
      {t('pipeline.silent', {
        count: silent.count,
        duration: <Duration at={silent.since} />,
      })}
    </Typography>
  ) : null;
}
