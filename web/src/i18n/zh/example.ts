export const example = {
  title: '现在看的是示例数据',
  lead: (sites: number, accounts: number) =>
    `虚构的云泽市：${sites} 个网站，${accounts} 个账号，一次完整的季度检查。可以随意试用。`,
  own: '导入自己的名单',
  remove: '删除示例数据',
  sure: (campaigns: string) =>
    `将删除示例网站、账号、检查活动 ${campaigns} 和全部证据，不能恢复；您自己导入的数据不受影响。`,
}
