import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { platformReactTranslationRef } from '../language/ref';
import { Duration } from '../time/Time';
import type { KnownPipelines } from './useBrokenPipelines';

/** What is not known of pipelines, and why; nothing where all is. */
export function PipelineNote(props: { known: KnownPipelines }) {
  const { t } = useTranslationRef(platformReactTranslationRef);
  const { silent, notRead } = props.known;
  if (notRead) {
    return (
      <Typography role="status" gutterBottom>
        {t('pipeline.notRead')}
      </Typography>
    );
  }
  return silent ? (
    <Typography
      role="status"
      component="div"
      gutterBottom
      title={silent.because.message}
    >
      {t('pipeline.silent', {
        count: silent.count,
        duration: <Duration at={silent.since} />,
      })}
    </Typography>
  ) : null;
}
