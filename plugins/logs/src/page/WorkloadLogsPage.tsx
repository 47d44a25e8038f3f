import { Content, Link } from '@backstage/core-components';
import {
  NotFoundErrorPage,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import {
  workloadRefSchema,
  type WorkloadRef,
} from '@pilothouse/plugin-platform-common';
import { useLive, workloadPath } from '@pilothouse/plugin-platform-react';
import { useParams } from 'react-router-dom';
import { logsTranslationRef } from '../language/ref';
import { Loading } from './Loading';
import { Logs } from './Logs';
import { NothingToRead } from './NothingToRead';
import { RunsFailure } from './RunsFailure';

const useStyles = makeStyles(theme => ({
  name: {
    margin: theme.spacing(0, 0, 1),
    fontSize: 20,
    overflowWrap: 'anywhere',
  },
}));

/** What a workload says, for one that the catalog does not know and so has no tab there. */
export function WorkloadLogsPage() {
  const target = workloadRefSchema.safeParse(useParams());
  return target.success ? (
    <WorkloadLogs target={target.data} />
  ) : (
    <NotFoundErrorPage />
  );
}

function WorkloadLogs({ target }: { target: WorkloadRef }) {
  const classes = useStyles();
  const { t } = useTranslationRef(logsTranslationRef);
  const live = useLive('deployments.workload', { target });
  const id = idOf(target);
  const content = () => {
    switch (live.kind) {
      case 'loading':
        return (
          <Loading>{t('workload.loading', { name: target.name })}</Loading>
        );
      case 'failed':
        return (
          <RunsFailure
            because={live.because}
            title={t('workload.failed', { name: target.name })}
            missing={
              <NothingToRead
                chosen={{ kind: 'missing', id, placements: [] }}
                clusters={[]}
              />
            }
          />
        );
      default:
        return <Logs live={live} held={id} />;
    }
  };
  return (
    <Content>
      <h2 className={classes.name}>
        {t('workload.title', {
          name: <Link to={workloadPath(target)}>{target.name}</Link>,
        })}
      </h2>
      {content()}
    </Content>
  );
}

/** The id of its placement. */
function idOf({ cluster, namespace, kind, name }: WorkloadRef): string {
  return [cluster, namespace, kind, name].join('/');
}
