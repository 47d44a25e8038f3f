import { Content } from '@backstage/core-components';
import { useLive } from '@pilothouse/plugin-platform-react';
import { LiveServices } from '../live/LiveServices';
import { useOwnership } from '../looking/useOwnership';
import { ServicesView } from './ServicesView';

/** What runs where, in which version, and how well. */
export function ServicesPage() {
  const live = useLive('services.list', {});
  const ownership = useOwnership();
  return (
    <Content>
      <LiveServices live={live}>
        {services => <ServicesView services={services} ownership={ownership} />}
      </LiveServices>
    </Content>
  );
}
