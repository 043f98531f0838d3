// A reporter for vitest that says what failed and closes with "N passed, N failed, N skipped".
export default class Count {
  onTestRunEnd(modules, errors) {
    let passed = 0
    let failed = errors.length
    let skipped = 0
    for (const error of errors) console.log('FAILED', error.stack ?? error.message)
    for (const module of modules) {
      for (const error of module.errors()) {
        failed += 1
        console.log('FAILED', module.moduleId, error.message)
      }
      for (const each of module.children.allTests()) {
        const { state, errors: why } = each.result()
        if (state === 'passed') passed += 1
        else if (state === 'skipped') skipped += 1
        else {
          failed += 1
          console.log('FAILED', each.fullName, why?.map((error) => error.message).join('\n'))
        }
      }
    }
    console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`)
  }
}
