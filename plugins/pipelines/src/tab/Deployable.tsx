import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { DeployRight } from '@pilothouse/plugin-platform-common';
import {
  RelativeTime,
  usePlatformClient,
  usePlatformQuery,
} from '@pilothouse/plugin-platform-react';
import { endingOf } from '../data/ending';
import type { Service } from '../data/service';
import { pipelinesTranslationRef } from '../language/ref';
import { Note } from './Note';

const againMs = 5 * 60_000;

const useStyles = makeStyles({ text: { margin: 0 } });

/** That the pipeline may soon deploy no more, or may not already; nothing as long as it may. */
export function Deployable({ service }: { service: Service }) {
  const { entityRef } = service;
  const client = usePlatformClient();
  const { data } = usePlatformQuery({
    queryKey: ['pipelines.deployRights', entityRef],
    queryFn: ({ signal }) =>
      client.pipelines.deployRights({ entityRef }, { signal }),
    refetchInterval: againMs,
  });
  const { ended, soon } = endingOf(data?.rights ?? [], new Date());
  return (
    <>
      <Rights kind="ended" rights={ended} entityRef={entityRef} />
      <Rights kind="soon" rights={soon} entityRef={entityRef} />
    </>
  );
}

function Rights(props: {
  kind: 'ended' | 'soon';
  rights: readonly DeployRight[];
  entityRef: string;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const { kind, rights } = props;
  const [first] = rights;
  if (!first) return null;
  const places = rights.map(
    ({ cluster, environment, namespace }) =>
      environment ?? `${cluster}/${namespace}`,
  );
  const formData = JSON.stringify({ service: props.entityRef });
  const form = `/create/templates/default/renew-deploy-rights?${new URLSearchParams(
    { formData },
  )}`;
  return (
    <Note status={kind === 'ended' ? 'failed' : 'degraded'}>
      <p className={classes.text}>
        {t(`deploys.${kind}`, {
          places: places.join(t('deploys.and')),
          time: <RelativeTime at={first.expiresAt} />,
        })}{' '}
        <Link to={form}>{t('deploys.renew')}</Link>
      </p>
    </Note>
  );
}
