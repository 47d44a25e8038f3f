import { Content } from '@backstage/core-components';
import { useLive } from '@pilothouse/plugin-platform-react';
import { LiveServices } from '../live/LiveServices';
import { useOwnership } from '../looking/useOwnership';
import { ApplicationsView } from './ApplicationsView';

/** Applications with what runs of them. */
export function ApplicationsPage() {
  const live = useLive('services.list', {});
  const ownership = useOwnership();
  return (
    <Content>
      <LiveServices live={live}>
        {services => (
          <ApplicationsView services={services} ownership={ownership} />
        )}
      </LiveServices>
    </Content>
  );
}
