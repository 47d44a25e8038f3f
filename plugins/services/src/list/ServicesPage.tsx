import { Content } from '@backstage/core-components';
import {
  PipelineNote,
  useBrokenPipelines,
  useLive,
} from '@pilothouse/plugin-platform-react';
import { LiveServices } from '../live/LiveServices';
import { useOwnership } from '../looking/useOwnership';
import { ServicesView } from './ServicesView';

/** What runs where, in which version, and how well. */
export function ServicesPage() {
  const live = useLive('services.list', {});
  const pipelines = useBrokenPipelines();
  const ownership = useOwnership();
  return (
    <Content>
      <LiveServices live={live}>
        {services => (
          <>
            <PipelineNote known={pipelines} />
            <ServicesView
              services={services}
              pipelines={pipelines.services}
              ownership={ownership}
            />
          </>
        )}
      </LiveServices>
    </Content>
  );
}
