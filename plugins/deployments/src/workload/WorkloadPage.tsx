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
import {
  deploymentsPath,
  nameOfRef,
  useLive,
  workloadLogsPath,
} from '@pilothouse/plugin-platform-react';
import { useParams } from 'react-router-dom';
import { deploymentsTranslationRef } from '../language/ref';
import { Deployments } from '../tab/Deployments';
import { OpenPlacement } from '../tab/OpenPlacement';
import type { Placed } from '../tab/placements';
import { placementQuery } from '../tab/usePlacement';
import { Register } from './Register';

const useStyles = makeStyles(theme => ({
  name: {
    margin: theme.spacing(0, 0, 1),
    fontSize: 20,
    overflowWrap: 'anywhere',
  },
}));

/** A workload by its name, for what the catalog does not know and so has no page there. */
export function WorkloadPage() {
  const target = workloadRefSchema.safeParse(useParams());
  return target.success ? (
    <Workload target={target.data} />
  ) : (
    <NotFoundErrorPage />
  );
}

function Workload({ target }: { target: WorkloadRef }) {
  const classes = useStyles();
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const { name } = target;
  const live = useLive('deployments.workload', { target });
  const services = 'value' in live ? live.value.services : [];
  const missing = <Missing {...target} />;
  return (
    <Content>
      <h2 className={classes.name}>{name}</h2>
      <Deployments live={live} name={name} nothing={missing} missing={missing}>
        {placed => (
          <>
            <p>
              <Link to={workloadLogsPath(target)}>{t('workload.logs')}</Link>
            </p>
            <Belongs services={services} of={placed} />
            <OpenPlacement
              key={placed.placement.id}
              placed={placed}
              logs={workloadLogsPath(target)}
            />
            {services.length === 0 && <Register name={name} />}
          </>
        )}
      </Deployments>
    </Content>
  );
}

/** Which services it belongs to, each with more to say. */
function Belongs(props: { services: readonly string[]; of: Placed }) {
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const { id } = props.of.placement;
  return (
    <>
      {props.services.map(service => (
        <p key={service}>
          {t('workload.belongs', {
            service: (
              <Link to={`${deploymentsPath(service)}${placementQuery(id)}`}>
                {nameOfRef(service)}
              </Link>
            ),
          })}
        </p>
      ))}
    </>
  );
}

function Missing({ cluster, namespace, kind, name }: WorkloadRef) {
  const { t } = useTranslationRef(deploymentsTranslationRef);
  return (
    <>
      <p>{t('workload.missing', { cluster, namespace, kind, name })}</p>
      <Link to="/services">{t('workload.services')}</Link>
    </>
  );
}
