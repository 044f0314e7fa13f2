import type { Option } from '../command.ts';

/** The flag of plan and deploy that takes over what is nobody's. */
export const adoptOption: Readonly<Record<string, Option>> = {
  adopt: {
    type: 'array',
    value: 'KIND/NAME',
    describe: 'Take over what is there already and carries no tag, such as job/load; may be said several times',
  },
};
