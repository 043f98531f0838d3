import type { Messages } from '../index'

export const example: Messages['example'] = {
  title: 'This is example data',
  lead: (sites, accounts) =>
    `A fictional city: ${sites} websites, ${accounts} accounts, one whole quarter. ` +
    'Try what you like.',
  own: 'Import your own list',
  remove: 'Remove the example data',
  sure: (campaigns) =>
    `Removes the example's websites, accounts, campaign ${campaigns} and all of its evidence ` +
    'for good. What you imported stays.',
}
