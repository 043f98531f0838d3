// What kind of page this is (contract §4), weighed from what stands on it and how it is addressed.
#pragma once

#include "extract/guide.h"
#include "extract/messages.h"
#include "extract/reading.h"

namespace mingcha::extract {

// The points that speak for each kind; the highest wins.
struct KindPoints {
    int home = 0, column = 0, article = 0, message = 0, guide = 0, other = 0;
};

KindPoints weigh_kinds(const Reading& reading, const BoardSigns& board, const GuideSigns& guide);

PageKind decide_kind(const KindPoints& points);

}  // namespace mingcha::extract
