#pragma once
#include "gateway/store/store.h"
