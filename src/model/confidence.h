// How sure a line of data is (standard/indicators.md): V2, V1, P, M. M is never shown as official.
#pragma once

namespace mingcha {

enum class Confidence { v2, v1, p, m };

}  // namespace mingcha
