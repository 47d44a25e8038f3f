import { SidebarPage } from '@backstage/core-components';
import { coreExtensionData } from '@backstage/frontend-plugin-api';
import appPlugin from '@backstage/plugin-app';
import { HealthBanner } from '@pilothouse/plugin-health';
import { TeamGate } from '@pilothouse/plugin-home';

/** Navigation and page, with the banner of the platform's health above the page. */
export const layout = appPlugin.getExtension('app/layout').override({
  factory: (_originalFactory, { inputs }) => [
    coreExtensionData.reactElement(
      <TeamGate>
        <SidebarPage>
          {inputs.nav.get(coreExtensionData.reactElement)}
          <HealthBanner />
          {inputs.content.get(coreExtensionData.reactElement)}
        </SidebarPage>
      </TeamGate>,
    ),
  ],
});
